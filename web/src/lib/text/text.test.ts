import { describe, expect, it } from 'vitest';
import { languages } from '../../../../src/domain/format.ts';
import { problemCodes } from '../../../../src/domain/problem.ts';
import { english } from './en.ts';
import { officeText } from './office/office.ts';
import { templatesText } from './office/templates.ts';
import { themeText } from './office/theme.ts';
import { officialText } from './official/official.ts';
import { operatorText } from './operator/operator.ts';
import { polish } from './pl.ts';
import { problemsEn } from './problems.en.ts';
import { problemsPl } from './problems.pl.ts';
import { problemsUk } from './problems.uk.ts';
import { ksefText } from './settings/ksef.ts';
import { tillsText } from './settings/tills.ts';
import { orderText } from './shopper/order.ts';
import { profileText } from './shopper/profile.ts';
import { ukrainian } from './uk.ts';
import { englishPlural, glue, glued, polishPlural, ukrainianPlural } from './words.ts';

const voices = ['ty', 'neutral'] as const;
const pages = { pl: polish, en: english, uk: ukrainian };

/** Every path of a text object with its text; functions are called with plausible values. */
function sentences(text: unknown, path = ''): [string, unknown][] {
  if (typeof text === 'function') return [[path, text(5, 7)]];
  if (typeof text !== 'object' || text === null) return [[path, text]];
  return Object.entries(text).flatMap(([name, part]) => sentences(part, `${path}/${name}`));
}

describe('problems', () => {
  it.each(['offline', 'timeout', 'internal', 'unavailable'] as const)('%s has a sentence in every language', (code) => {
    for (const problems of [problemsPl, problemsEn, problemsUk]) expect(problems[code]).toMatch(/^\p{Lu}.+\.$/u);
    expect(new Set([problemsPl[code], problemsEn[code], problemsUk[code]]).size).toBe(3);
  });

  it.each(problemCodes)('%s has a sentence in every language', (code) => {
    const said = languages.map((language) => orderText({ language, voice: 'ty' }).problems[code]);
    for (const sentence of said) expect(sentence).toMatch(/^\p{Lu}.+\.$/u);
    expect(new Set(said).size).toBe(languages.length);
  });
});

describe.each(voices)('the pages in the voice "%s"', (voice) => {
  it.each(languages)('have a text everywhere in %s, and the same texts as in Polish', (language) => {
    for (const [pl, other] of [
      [polish(voice), pages[language](voice)],
      [orderText({ language: 'pl', voice }), orderText({ language, voice })],
      [officeText('pl'), officeText(language)],
      [templatesText('pl'), templatesText(language)],
      [themeText('pl'), themeText(language)],
      [officialText('pl'), officialText(language)],
      [operatorText('pl'), operatorText(language)],
      [ksefText('pl'), ksefText(language)],
      [tillsText('pl'), tillsText(language)],
      [profileText({ language: 'pl', voice }), profileText({ language, voice })],
    ]) {
      for (const [path, sentence] of sentences(other)) expect(sentence, path).toEqual(expect.stringMatching(/\S/));
      const paths = (text: unknown) =>
        sentences(text)
          .map(([path]) => path)
          .toSorted();
      expect(paths(other)).toEqual(paths(pl));
    }
  });
});

it('no Ukrainian text has a letter that only Polish or Russian has', () => {
  for (const text of [
    ukrainian('ty'),
    orderText({ language: 'uk', voice: 'ty' }),
    officeText('uk'),
    operatorText('uk'),
  ]) {
    for (const [path, sentence] of sentences(text)) {
      expect(String(sentence).replace('450 zł', '').replace('0,01 zł', ''), path).not.toMatch(/[ąćęłńśźżыэёъ]/i);
    }
  }
});

it('a chain with the neutral voice never says "you" in its lead', () => {
  expect(polish('neutral').start.lead).not.toBe(polish('ty').start.lead);
});

it('the texts of an order are built once, so that hundreds of lines can use them', () => {
  for (const language of languages) {
    expect(orderText({ language, voice: 'ty' })).toBe(orderText({ language, voice: 'ty' }));
  }
});

describe('counting', () => {
  it('in Polish has three forms', () => {
    const forms = [1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 112, 122].map((n) => polishPlural(n, 'a', 'b', 'c'));
    expect(forms.join('')).toBe('abbcccccbcccb');
  });

  it('in Ukrainian has three, and 21 takes the first', () => {
    const forms = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112, 122].map((n) =>
      ukrainianPlural(n, 'a', 'b', 'c'),
    );
    expect(forms.join('')).toBe('cabbccccabcaccb');
  });

  it('in English has two', () => {
    expect([0, 1, 2].map((n) => englishPlural(n, 'item', 'items'))).toEqual(['items', 'item', 'items']);
  });
});

describe('one-letter words', () => {
  it('stay on the line of the next word, even two in a row', () => {
    expect(glue('Zupa i a w domu')).toBe('Zupa i\u00a0a\u00a0w\u00a0domu');
    expect(glue('W kodzie')).toBe('W\u00a0kodzie');
    expect(glue('mówi do')).toBe('mówi do');
  });

  it('stay there in the results of functions too', () => {
    expect(glued({ say: (n: number) => `${n} z ${n}` }).say(2)).toBe('2 z\u00a02');
  });
});
