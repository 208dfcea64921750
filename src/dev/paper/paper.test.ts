import { expect, it } from 'vitest';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { demoChains } from '../demo/demoData.ts';
import { type PaperReceipt, paperPage } from './paper.ts';

const chain = {
  name: 'Zielony Koszyk',
  seller: { name: 'Z & K sp. z o.o.', nip: '8567346215', address: 'ul. Lipowa 12' },
};

function paper(receipt: PushedReceipt): PaperReceipt {
  return { code: '7K3M9QXABCDEF', url: 'http://zielony.localhost:3000/r/7K3M9QXABCDEF', receipt };
}

function firstReceipt(): PushedReceipt {
  const receipt = demoChains(new Date('2026-11-24T10:00:00Z'))[0]?.receipts[0];
  if (!receipt) throw new Error('the demo has no receipt');
  return receipt;
}

it('text from a till is escaped', () => {
  const [line, ...rest] = firstReceipt().lines;
  if (!line) throw new Error('the receipt has no line');
  const html = paperPage(
    chain,
    [paper({ ...firstReceipt(), lines: [{ ...line, name: '<b>x</b>' }, ...rest] })],
    '2026-11-24',
  );
  expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
  expect(html).toContain('Z &amp; K sp. z o.o.');
  expect(html).not.toContain('<b>');
});

it('a receipt that does not add up is not printed', () => {
  expect(() => paperPage(chain, [paper({ ...firstReceipt(), total: 1 })], '2026-11-24')).toThrow('add up');
});

it('shows every legal part of a receipt, the sums per letter after all discounts, the code and its link', () => {
  const receipt = { ...firstReceipt(), buyerNip: '1111111111' };
  const text = paperPage(chain, [paper(receipt)], '2026-11-24').replaceAll('\u00a0', ' ');
  for (const part of [
    'PARAGON FISKALNY',
    'NIP 856-734-62-15',
    'NIP NABYWCY</span><span>111-111-11-11',
    receipt.till.uniqueNumber,
    `nr wydr. ${receipt.documentNumber}`,
    '0,326 kg × 79,90</span><span>26,05 C',
    'OPUST</span><span>-6,52',
    // 57,51 = 60,51 of letter C less the voucher of 3,00; 57,51 × 5 ÷ 105 = 2,738…
    'SPRZEDAŻ OPODATKOWANA C</span><span>57,51',
    'PTU C 5%</span><span>2,74',
    'SUMA PLN</span><span>138,01',
    'Kaucja: butelka PET 6 × 0,50</span><span>3,00',
    'DO ZAPŁATY</span><span>141,01',
    '7K3M-9QXA-BCDEF',
    'href="http://zielony.localhost:3000/r/7K3M9QXABCDEF"',
    '<svg',
  ]) {
    expect(text).toContain(part);
  }
});

it('marks a receipt that is too old for an invoice', () => {
  expect(paperPage(chain, [paper(firstReceipt())], '2027-02-28')).not.toContain('po terminie');
  expect(paperPage(chain, [paper(firstReceipt())], '2027-03-01')).toContain('po terminie');
});
