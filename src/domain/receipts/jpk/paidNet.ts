import type { BadField } from '../../problem.ts';
import type { PushedReceipt } from '../pushedReceipt.ts';
import type { Paragon } from './kasaParagon.ts';

/**
 * What was paid in the end: change is taken off the payments of its own form first, then off the others. The name of a
 * payment may be a card scheme and is dropped.
 */
export function paidNet(payments: Paragon['platnosc']): { payments: PushedReceipt['payments']; errors: BadField[] } {
  const paid = payments.filter((one) => !one.reszta).map((one) => ({ method: methodOf(one.forma), amount: one.wart }));
  const errors: BadField[] = [];
  for (const [index, { reszta, forma, wart }] of payments.entries()) {
    if (!reszta) continue;
    const ownFirst = [...paid].sort(
      (a, b) => Number(b.method === methodOf(forma)) - Number(a.method === methodOf(forma)),
    );
    let change = Math.abs(wart);
    for (const one of ownFirst) {
      const taken = Math.min(change, one.amount);
      one.amount -= taken;
      change -= taken;
    }
    if (change > 0) errors.push({ pointer: `/dokument/paragon/platnosc/${index}/wart`, code: 'jpk.change_exceeds' });
  }
  const kept = paid.filter((one) => one.amount > 0);
  // A receipt of 0.00 zł has its payment too.
  return { payments: kept.length > 0 ? kept : paid.slice(0, 1), errors };
}

function methodOf(form: string | number): string {
  return `forma ${form}`;
}
