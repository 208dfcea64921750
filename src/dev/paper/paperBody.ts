import { poland } from '../../domain/countries/pl/poland.ts';
import { chainDay } from '../../domain/day.ts';
import { formatAmount, formatQuantityText, formatRate } from '../../domain/format.ts';
import { type Minor, minor, sum } from '../../domain/money/money.ts';
import { priceOf } from '../../domain/money/quantity.ts';
import { vatInGross } from '../../domain/money/vat.ts';
import { type CheckedLine, checkReceipt } from '../../domain/receipts/checkReceipt.ts';
import type { PushedLine, PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { escapeHtml } from '../../render/escape.ts';

export type PaperChain = { name: string; seller: { name: string; nip: string; address: string } };

/** The fiscal part of a receipt, in the order of the regulation on cash registers. Source: Dz.U. 2021 poz. 1759 § 22. */
export function paperBody(chain: PaperChain, receipt: PushedReceipt): string {
  const checked = checkReceipt(receipt, poland);
  if (!checked.ok) throw new RangeError(`receipt ${receipt.documentNumber} does not add up`);
  const long = receipt.lines.length > 40;
  return `<header>
<p class="name">${escapeHtml(chain.seller.name)}</p>
<p>${escapeHtml(receipt.store.name ?? '')}</p>
<p>${escapeHtml(receipt.store.address ?? '')}</p>
<p>NIP ${escapeHtml(poland.taxId.format(chain.seller.nip))}</p>
</header>
${row(day(receipt), `nr wydr. ${receipt.documentNumber}`)}
<h2>PARAGON FISKALNY</h2>
<div class="lines"${long ? ' tabindex="0" role="region" aria-label="Pozycje paragonu"' : ''}>
${receipt.lines.map(line).join('\n')}
${(receipt.discounts ?? []).map((discount) => row(`${discount.name}${discount.rate ? ` ${discount.rate}` : ''}`, `-${amount(discount.amount)}`)).join('\n')}
</div>
<hr>
${taxes(checked.lines)}
<hr>
<p class="row total"><span>SUMA PLN</span><span>${amount(receipt.total)}</span></p>
<hr>
${deposits(receipt, checked.depositsTotal)}
${receipt.payments.map((payment) => row(payment.method.toUpperCase(), amount(payment.amount))).join('\n')}
${row(`paragon ${receipt.receiptNumber ?? ''}`, `kasa ${receipt.till.number ?? ''} · ${clock(receipt)}`)}
${receipt.buyerNip ? row('NIP NABYWCY', poland.taxId.format(receipt.buyerNip), 'strong') : ''}
<p class="centre">${escapeHtml(receipt.till.uniqueNumber)}</p>`;
}

function line(item: PushedLine): string {
  const discount = item.discount ?? 0;
  const sums = `${formatQuantityText(item.quantity, 'pl')} ${item.unit} × ${amount(item.unitPrice)}`;
  return `<p>${escapeHtml(item.name)}</p>
${row(sums, `${amount(item.gross + discount)} ${item.rate}`, 'inset')}
${discount > 0 ? row('OPUST', `-${amount(discount)}`, 'inset') + row('', `${amount(item.gross)} ${item.rate}`, 'inset') : ''}`;
}

/** Sales and tax per letter, both after all discounts, and the total tax. */
function taxes(lines: CheckedLine[]): string {
  const letters = [...Map.groupBy(lines, (item) => item.letter)].sort(([a], [b]) => a.localeCompare(b));
  const rows = letters.map(([letter, ofLetter]) => {
    const gross = sum(ofLetter.map((item) => item.gross));
    const rate = ofLetter[0]?.rate ?? { kind: 'exempt' };
    if (rate.kind !== 'percent') return { text: row(`SPRZEDAŻ ZWOLNIONA ${letter}`, amount(gross)), vat: minor(0) };
    const vat = vatInGross(gross, rate.basisPoints);
    const taxed = row(`SPRZEDAŻ OPODATKOWANA ${letter}`, amount(gross));
    return {
      text: `${taxed}\n${row(`PTU ${letter} ${formatRate(rate, 'pl', poland.labels.rates)}`, amount(vat))}`,
      vat,
    };
  });
  return `${rows.map(({ text }) => text).join('\n')}\n${row('SUMA PTU', amount(sum(rows.map(({ vat }) => vat))))}`;
}

function deposits(receipt: PushedReceipt, total: Minor): string {
  const items = receipt.deposits ?? [];
  if (items.length === 0) return '';
  const rows = items.map(({ name, quantity, unitPrice }) =>
    row(
      `${name} ${formatQuantityText(quantity, 'pl')} × ${amount(unitPrice)}`,
      amount(priceOf(minor(unitPrice), quantity)),
    ),
  );
  return `${rows.join('\n')}\n${row('DO ZAPŁATY', amount(receipt.total + total), 'strong')}`;
}

function row(left: string, right: string, kind = ''): string {
  return `<p class="row ${kind}"><span>${escapeHtml(left)}</span><span>${escapeHtml(right)}</span></p>`;
}

function amount(value: number): string {
  return formatAmount(minor(value), 'pl');
}

function day(receipt: PushedReceipt): string {
  return chainDay(receipt.issuedAt, poland.timeZone);
}

/** The time `HH:MM` in the chain's time zone: `issuedAt` carries the chain's offset. */
function clock(receipt: PushedReceipt): string {
  return receipt.issuedAt.slice(11, 16);
}
