import { paperBody } from '../../dev/paper/paperBody.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';

/** Amounts as the paper prints them, "26,05". A line without a discount of its own has its price as its result. */
export type PaperAmounts = {
  lines: { price: string; discount: string; result: string }[];
  discounts: string[];
  total: string;
  /** What was paid, deposits included. */
  paid: string;
};

const chain = { name: 'Sieć', seller: { name: 'Sieć sp. z o.o.', nip: '8567346215', address: 'ul. Lipowa 12' } };

/** The amounts on the paper of a receipt, read from what the demo prints. */
export function paperAmounts(receipt: PushedReceipt): PaperAmounts {
  const rows = paperBody(chain, receipt)
    .split('<h2>')[1]
    ?.split('\n')
    .flatMap((html) => html.split('</p>'))
    .map((html) => html.replaceAll(/<[^>]*>/g, '|').replaceAll('\u00a0', ' '));
  const inset = (rows ?? []).filter(
    (row) => / × .* [A-Z]\|*$/.test(row) || /OPUST|^\|*[\d ]+,\d\d [A-Z]\|*$/.test(row),
  );
  const lines: PaperAmounts['lines'] = [];
  for (const row of inset) {
    const amount = last(row);
    const line = lines.at(-1);
    if (row.includes(' × ')) lines.push({ price: amount, discount: '', result: amount });
    else if (line && row.includes('OPUST')) line.discount = amount;
    else if (line) line.result = amount;
  }
  const named = (name: string) => (rows ?? []).filter((row) => row.startsWith('|') && row.includes(`|${name}`));
  const total = last(named('SUMA PLN')[0] ?? '');
  return {
    lines,
    discounts: named('Bon').map(last),
    total,
    paid: last(named('DO ZAPŁATY')[0] ?? '') || total,
  };
}

const last = (row: string): string => /(\d[\d ]*,\d\d)( [A-Z])?\|*$/.exec(row)?.[1] ?? '';
