import { describe, expect, it } from 'vitest';
import { problemCodes } from '../../../../src/domain/problem.ts';
import { english } from './en.ts';
import { polish } from './pl.ts';
import { problemsEn } from './problems.en.ts';
import { problemsPl } from './problems.pl.ts';
import { orderText } from './shopper/order.ts';
import { englishPlural, glue, glued, polishPlural } from './words.ts';

const voices = ['ty', 'neutral'] as const;
const languages = ['pl', 'en'] as const;

/** Every path of a text object with its text; functions are called with plausible values. */
function sentences(text: unknown, path = ''): [string, unknown][] {
  if (typeof text === 'function') return [[path, text(5, 7)]];
  if (typeof text !== 'object' || text === null) return [[path, text]];
  return Object.entries(text).flatMap(([name, part]) => sentences(part, `${path}/${name}`));
}

describe('problems', () => {
  it.each(['offline', 'timeout', 'internal', 'unavailable'] as const)('%s has a sentence in both languages', (code) => {
    for (const problems of [problemsPl, problemsEn]) expect(problems[code]).toMatch(/^\p{Lu}.+\.$/u);
    expect(problemsPl[code]).not.toBe(problemsEn[code]);
  });

  it.each(problemCodes)('%s has a sentence in both languages', (code) => {
    const [pl, en] = languages.map((language) => orderText({ language, voice: 'ty' }).problems[code]);
    for (const sentence of [pl, en]) expect(sentence).toMatch(/^\p{Lu}.+\.$/u);
    expect(pl).not.toBe(en);
  });
});

describe.each(voices)('the pages in the voice "%s"', (voice) => {
  it('have a text everywhere, and the same texts in both languages', () => {
    for (const [pl, en] of [
      [polish(voice), english(voice)],
      [orderText({ language: 'pl', voice }), orderText({ language: 'en', voice })],
    ]) {
      for (const [path, sentence] of [...sentences(pl), ...sentences(en)]) {
        expect(sentence, path).toEqual(expect.stringMatching(/\S/));
      }
      expect(sentences(en).map(([path]) => path)).toEqual(sentences(pl).map(([path]) => path));
    }
  });
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
