import type { TemplateError } from '../../../../../src/contract/templates.ts';
import type { Language } from '../../../../../src/domain/format.ts';
import { templateErrorsEn } from '../../text/office/templateErrors.en.ts';
import {
  type ErrorFacts,
  type ErrorSentences,
  type SourceErrorCode,
  templateErrorsPl,
  type When,
} from '../../text/office/templateErrors.pl.ts';

/** `more` is the server's own English sentence, where it says what ours does not. */
export type SourceErrorText = { sentence: string; more?: string };

// Their details name the element, the rule or the parser's complaint, which no fixed sentence can.
const telling =
  /^(template\.(syntax|render_failed)|syntax|helper\.arguments|html\.(?!block)|css|theme\.(json|logo|invalid))/;

/** A mistake in a template or theme as the page says it. */
export function sourceErrorText(
  { code, detail }: Pick<TemplateError, 'code' | 'detail'>,
  language: Language,
): SourceErrorText {
  const words = language === 'pl' ? templateErrorsPl : templateErrorsEn;
  if (!isKnown(code, words)) return { sentence: detail };
  const [subject = '', ...others] = [...detail.matchAll(/“([^”]*)”/g)].map((match) => quoted(match[1] ?? '', words));
  const digits = [...detail.matchAll(/([\d.]+):1/g)].map((match) => match[1] ?? '');
  const meant = / Did you mean /.test(detail) ? others.at(-1) : undefined;
  const only = onlyShown(detail, words);
  const partial = /\{\{> \w+\}\}/.exec(detail)?.[0];
  const sentence = [
    words.of[code]({ subject, digits, ...(only && { only }) }),
    ...(meant ? [words.meant(meant)] : []),
    ...(partial ? [words.place(partial)] : []),
  ].join(' ');
  return telling.test(code) ? { sentence, more: detail } : { sentence };
}

/** Under which condition a fact is shown, when that is what is wrong. */
function onlyShown(detail: string, words: ErrorSentences): ErrorFacts['only'] {
  if (detail.includes(' only where nobody reads it')) return 'unread';
  const [, condition = '', when] =
    / only when “([^”]*)” (is true|is false|has entries|has no entries),/.exec(detail) ?? [];
  return when ? { condition: quoted(condition, words), when: when as When } : undefined;
}

function isKnown(code: string, words: ErrorSentences): code is SourceErrorCode {
  return Object.hasOwn(words.of, code);
}

function quoted(name: string, { quotes: [open, close] }: ErrorSentences): string {
  return `${open}${name}${close}`;
}
