import { type Random, randomFrom } from '../../domain/random.ts';
import { type Attack, type Attacks, longestSource } from './hostile/attack.ts';
import { cssAttacks } from './hostile/css.ts';
import { drawingAttacks } from './hostile/drawings.ts';
import { markupAttacks } from './hostile/markup.ts';
import { pageAttacks } from './hostile/pages.ts';
import { parserAttacks } from './hostile/parser.ts';
import { themeAttacks } from './hostile/themes.ts';

export type HostileLayout = { name: string; kind: 'invoice' | 'email' | 'theme'; source: string };

type Named = { name: string; kind: HostileLayout['kind']; attack: Attack };

const named = (kind: Named['kind'], attacks: Attacks, prefix = ''): Named[] =>
  Object.entries(attacks).map(([name, attack]) => ({ name: `${prefix}${name}`, kind, attack }));

const all: Named[] = [
  ...named('invoice', parserAttacks),
  ...named('invoice', markupAttacks),
  ...named('invoice', cssAttacks),
  ...named('invoice', pageAttacks),
  ...named('invoice', drawingAttacks),
  ...named('theme', themeAttacks, 'theme: '),
  ...named('email', parserAttacks, 'mail: '),
];

/** Number of sorts of attack. A set of this many layouts has each sort once. */
export const hostileSorts = all.length;

/**
 * `count` layouts that try to use up time, memory, pages or processes. The seed decides their order and sizes. Each sort comes
 * once before any sort repeats, and no two sources are equal. With `words`, only sorts whose names contain them are used.
 */
export function hostileLayouts(seed: number, count: number, words = ''): HostileLayout[] {
  const random = randomFrom(seed);
  const layouts: HostileLayout[] = [];
  const seen = new Set<string>();
  const wanted = all.filter(({ name }) => name.includes(words));
  let turn: Named[] = [];
  while (layouts.length < count) {
    if (turn.length === 0) turn = shuffled(wanted, random);
    const next = turn.pop();
    if (!next) break;
    const source = next.attack(random);
    const key = `${next.kind} ${source}`;
    if (seen.has(key) || source.length > longestSource) {
      // The sort is tried again with other sizes, so that no sort is left out.
      turn.push(next);
      continue;
    }
    seen.add(key);
    layouts.push({ name: `${next.name} ${layouts.length + 1}`, kind: next.kind, source });
  }
  return layouts;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
