import { allocate } from './allocate.ts';
import { type Minor, minor, sum } from './money.ts';

/** A receipt-level discount: on one letter of the table, or on the whole receipt. */
export type SpreadDiscount = { amount: Minor; letter?: string };

/** Each line's share of all discounts, and the discounts that exceed the amount they would lower. */
export type Spread = { shares: Minor[]; exceeding: { index: number; available: Minor }[] };

/**
 * Spreads receipt-level discounts over the lines, in the given order and by largest remainder. Each discount is spread by
 * the amounts that earlier discounts left: first over the letters in the table's order, unless the discount names a
 * letter, then over the letter's lines. A discount that exceeds the amount left is reported and not applied. Source:
 * domain rule 15.
 */
export function spreadDiscounts(
  lines: readonly { letter: string; gross: Minor }[],
  letters: readonly string[],
  discounts: readonly SpreadDiscount[],
): Spread {
  const left = lines.map((line) => line.gross);
  const indexesByLetter = new Map(letters.map((letter): [string, number[]] => [letter, []]));
  lines.forEach((line, index) => {
    indexesByLetter.get(line.letter)?.push(index);
  });
  const leftAt = (index: number) => left[index] ?? minor(0);
  const exceeding: Spread['exceeding'] = [];

  discounts.forEach(({ amount, letter }, discountIndex) => {
    const groups = (letter === undefined ? letters : [letter]).map((name) => indexesByLetter.get(name) ?? []);
    const groupGross = groups.map((indexes) => sum(indexes.map(leftAt)));
    const available = sum(groupGross);
    if (amount > available) {
      exceeding.push({ index: discountIndex, available });
      return;
    }
    allocate(amount, groupGross).forEach((groupAmount, group) => {
      const indexes = groups[group] ?? [];
      const shares = allocate(groupAmount, indexes.map(leftAt));
      indexes.forEach((lineIndex, position) => {
        left[lineIndex] = minor(leftAt(lineIndex) - (shares[position] ?? 0));
      });
    });
  });
  return { shares: lines.map((line, index) => minor(line.gross - leftAt(index))), exceeding };
}
