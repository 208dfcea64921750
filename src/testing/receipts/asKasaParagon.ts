import { poland } from '../../domain/countries/pl/poland.ts';
import { minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import { rateTotals } from '../../domain/money/vat.ts';
import { checkReceipt } from '../../domain/receipts/checkReceipt.ts';
import type { KasaParagon } from '../../domain/receipts/jpk/kasaParagon.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { aKasaParagon } from './formats.ts';

/** A native receipt as a cash register would write it: padded names, decimal commas, the register's own sums. */
export function asKasaParagon(native: PushedReceipt): KasaParagon {
  const check = checkReceipt(native, poland);
  if (!check.ok) throw new Error('the receipt adds up');
  const letters = [...new Set(native.lines.map((line) => line.rate))];
  const sums = letters.map((letter) => {
    const { totals } = rateTotals(check.lines.filter((line) => line.letter === letter));
    return { idStPTU: letter, brutto: totals.gross, vat: totals.vat };
  });
  const deposits = sum((native.deposits ?? []).map((one) => priceOf(minor(one.unitPrice), one.quantity)));
  return aKasaParagon((paragon) => {
    paragon.stPTU = native.rates.map(({ letter, percent }) => ({
      id: letter,
      wart: percent === 'exempt' ? 'ZW' : Math.round(percent * 100),
    }));
    paragon.pozycja = [
      ...native.lines.map((line) => ({
        towar: {
          nazwa: `${line.name.padEnd(24)}  ${line.rate}`,
          idStPTU: line.rate,
          ilosc: line.quantity.replace('.', ','),
          cena: line.unitPrice,
          brutto: line.gross,
          oper: false,
          jm: line.unit,
          ...(line.discount ? { rabat: { wart: -line.discount } } : {}),
        },
      })),
      ...(native.discounts ?? []).map(({ name, amount }) => ({ rabat: { nazwa: name, wart: -amount } })),
    ];
    paragon.podsum = {
      waluta: 'PLN',
      sumaBrutto: native.total,
      sumaPod: sums.reduce((all, row) => all + row.vat, 0),
      sumaNetto: sums,
    };
    paragon.opak = {
      daneOpak: (native.deposits ?? []).map((one) => ({ nazwa: one.name, cena: one.unitPrice, ilosc: one.quantity })),
      wart: deposits,
    };
    paragon.total = { zaplZwrot: native.total + deposits };
    paragon.platnosc = native.payments.map(({ amount }) => ({ reszta: false, forma: '2', wart: amount }));
  });
}
