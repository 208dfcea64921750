import type { Language } from '../../domain/format.ts';
import { filled } from './filled.ts';
import { extrasEn, templateErrorsEn } from './templateErrors.en.ts';
import { extrasPl, templateErrorsPl } from './templateErrors.pl.ts';
import { extrasUk, templateErrorsUk } from './templateErrors.uk.ts';

type Params = { readonly [name: string]: string | number };
type Sentences = { readonly [code: string]: string | { readonly [reason: string]: string } };

const languages = {
  pl: { sentences: templateErrorsPl satisfies Sentences as Sentences, extras: extrasPl },
  en: { sentences: templateErrorsEn satisfies Sentences as Sentences, extras: extrasEn },
  uk: { sentences: templateErrorsUk satisfies Sentences as Sentences, extras: extrasUk },
};

/**
 * The sentence for an error in a template, a theme or a logo. A page loaded before an update may receive codes and
 * reasons that are not on its list; for these the `detail` is shown.
 */
export function templateErrorSentence(
  { code, params, detail }: { code: string; params: Params; detail?: string },
  language: Language,
): string {
  const { sentences, extras } = languages[language];
  const entry = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  const sentence = typeof entry === 'object' ? entry[String(params.reason)] : entry;
  if (sentence === undefined) return detail ?? code;
  const written = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, inWords(value, language)]));
  return [sentence, ...('meant' in params ? [extras.meant] : []), ...('block' in params ? [extras.block] : [])]
    .map((one) => filled(one, written))
    .join(' ');
}

function inWords(value: string | number, language: Language): string {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}
