import { readFileSync } from 'node:fs';
import { poland } from '../../domain/countries/pl/poland.ts';
import { chainDay } from '../../domain/day.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { formatReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { escapeHtml } from '../../render/escape.ts';
import { type PaperChain, paperBody } from './paperBody.ts';
import { qrSvg } from './qrSvg.ts';

/** A pushed receipt with the printed code and the `url` in the QR code. */
export type PaperReceipt = { code: string; url: string; receipt: PushedReceipt };

/** Content security policy for the page, which uses one inline stylesheet and loads nothing. */
export const paperPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const style = readFileSync(new URL('./paper.css', import.meta.url), 'utf8');

/**
 * A page of a demo chain's receipts as a till prints them, for scanning from the screen or printing. `today`: ISO day.
 */
export function paperPage(chain: PaperChain, receipts: readonly PaperReceipt[], today: string): string {
  return `<!doctype html>
<html lang="pl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Paragony do wypróbowania – ${escapeHtml(chain.name)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(chain.name)}: paragony do wypróbowania</h1>
<p>Zeskanuj kod QR telefonem albo skanerem na stronie sklepu, kliknij go lub przepisz kod spod niego.</p>
</header>
<main>
${receipts.map((paper) => figure(chain, paper, today)).join('\n')}
</main>
</body>
</html>
`;
}

function figure(chain: PaperChain, paper: PaperReceipt, today: string): string {
  const code = formatReceiptCode(paper.code);
  return `<figure>
<figcaption>${notesOf(paper.receipt, today).map(escapeHtml).join(' · ')}</figcaption>
<article class="paper">
${paperBody(chain, paper.receipt)}
<footer>
<p class="centre">FAKTURA DO PARAGONU</p>
<a href="${escapeHtml(paper.url)}" aria-label="Kod QR paragonu ${escapeHtml(code)}">${qrSvg(paper.url)}</a>
<p class="code">${escapeHtml(code)}</p>
<p class="centre address">${escapeHtml(new URL(paper.url).host)}</p>
</footer>
</article>
</figure>`;
}

/** Notes above a receipt that name its special properties. */
function notesOf(receipt: PushedReceipt, today: string): string[] {
  const lines = receipt.lines.length;
  return [
    receipt.buyerNip === undefined ? 'osoba prywatna' : `firma, ${receipt.total > 45_000 ? 'ponad' : 'do'} 450 zł`,
    lines === 1 ? '1 pozycja' : `${lines} ${nounOf(lines)}`,
    ...(poland.deadlines.lastRequestDay(chainDay(receipt.issuedAt, poland.timeZone)) < today ? ['po terminie'] : []),
  ];
}

/** Polish plural of a count other than 1: 2–4 and 22–24 pozycje, 5–21 pozycji. */
function nounOf(count: number): string {
  const few = count % 10 >= 2 && count % 10 <= 4 && !(count % 100 >= 12 && count % 100 <= 14);
  return few ? 'pozycje' : 'pozycji';
}
