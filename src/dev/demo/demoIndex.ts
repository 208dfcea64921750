import { readFileSync } from 'node:fs';
import { formatReceiptCode } from '../../domain/receipts/receiptCode.ts';
import { escapeHtml } from '../../render/escape.ts';
import type { DemoChainFacts, DemoFacts } from './demoFacts.ts';

const style = readFileSync(new URL('./demoIndex.css', import.meta.url), 'utf8');

/**
 * The page at the address that `npm start` prints last, with links to all parts of the demo. Passwords are shown only
 * in the terminal.
 */
export function demoIndex(facts: DemoFacts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>eFakturomat demo</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>eFakturomat is running</h1>
<p>Two demo chains, each on its own subdomain. Open a shop, scan or type the code of a receipt, and get the invoice.
The terminal shows accounts and passwords.</p>
<div class="cards">
${facts.chains.map(chainCard).join('\n')}
${card('The platform', [
  [facts.operator.url, 'Operator console: add a chain'],
  [facts.mail.url, 'Mails: codes and invoices arrive here'],
  [`${facts.origin}/api/v1/docs`, 'API for tills'],
])}
</div>
</main>
</body>
</html>
`;
}

function chainCard({ name, url, receipts: [first] }: DemoChainFacts): string {
  const code = first ? `<p>Try <code>${escapeHtml(formatReceiptCode(first.code))}</code></p>` : '';
  return card(
    name,
    [
      [url, 'Shop: from receipt to invoice'],
      [`${url}/demo/receipts`, 'Paper receipts to scan'],
      [`${url}/office`, 'Office: invoices and layouts'],
    ],
    code,
  );
}

function card(title: string, links: [url: string, text: string][], more = ''): string {
  const items = links.map(([url, text]) => `<li><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></li>`);
  return `<section><h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul>${more}</section>`;
}
