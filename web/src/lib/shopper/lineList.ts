import type { FoundLine } from '../../../../src/contract/receipts.ts';

export type RateGroup = { letter: string; percent: FoundLine['rate']['percent']; lines: FoundLine[] };

/** Lines whose name contains every typed word; case and Polish diacritics do not matter. */
export function matchingLines(lines: readonly FoundLine[], typed: string): FoundLine[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return lines.filter((line) => words.every((word) => plain(line.name).includes(word)));
}

/** Lines by VAT letter, in the order of the letters' first appearance on the receipt. */
export function groupedByRate(lines: readonly FoundLine[]): RateGroup[] {
  const groups = new Map<string, RateGroup>();
  for (const line of lines) {
    const group = groups.get(line.rate.letter) ?? { ...line.rate, lines: [] };
    group.lines.push(line);
    groups.set(line.rate.letter, group);
  }
  return [...groups.values()];
}

function plain(text: string): string {
  // In Unicode ł is a separate letter and does not decompose.
  return text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');
}
