import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../render/escape.ts';
import type { CaughtMail } from './caughtMails.ts';
import type { DescribedMail } from './describedMail.ts';

const style = readFileSync(new URL('./catcherPage.css', import.meta.url), 'utf8');

export function inboxPage(mails: CaughtMail[], to: string | undefined): string {
  const count = mails.length === 1 ? '1 message' : `${mails.length} messages`;
  return frame(
    'Mail catcher',
    `<header><h1>Mail catcher</h1><p>Every mail this installation sends ends here; none is delivered.</p></header>
<form method="get" action="/" role="search">
<label for="to">Recipient</label>
<input id="to" name="to" type="search" autocomplete="off" spellcheck="false" value="${escapeHtml(to ?? '')}">
<button>Show</button>
</form>
<p class="count" role="status">${count}${to ? ` to ${escapeHtml(to)} · <a href="/">show all</a>` : ''}</p>
${mails.length === 0 ? '<p class="empty">Nothing yet. Reload after something was sent.</p>' : `<ol class="inbox">${mails.map(row).join('\n')}</ol>`}`,
  );
}

export function mailPage(mail: DescribedMail): string {
  const body = mail.html
    ? `<iframe title="The mail as its reader sees it" src="/messages/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details><summary>Plain text</summary><pre>${escapeHtml(mail.text)}</pre></details>`
    : `<pre>${escapeHtml(mail.text)}</pre>`;
  return frame(
    mail.subject || 'No subject',
    `<nav><a href="/">← All mails</a></nav>
<header><h1>${escapeHtml(mail.subject || 'No subject')}</h1></header>
<dl>
<div><dt>From</dt><dd>${escapeHtml(mail.from)}</dd></div>
<div><dt>To</dt><dd>${escapeHtml(mail.to)}</dd></div>
<div><dt>Arrived</dt><dd>${time(mail.date)}</dd></div>
${mail.attachments.length === 0 ? '' : `<div><dt>Attached</dt><dd><ul>${mail.attachments.map(attachment).join('')}</ul></dd></div>`}
</dl>
${body}`,
  );
}

function row(mail: CaughtMail): string {
  const files = mail.attachments.map((file) => `<span class="file">${escapeHtml(file.filename)}</span>`).join('');
  return `<li><a href="/view/${mail.id}"><span class="subject">${escapeHtml(mail.subject || 'No subject')}</span>
<span class="to">${escapeHtml(mail.to)}</span>${files}${time(mail.date)}</a></li>`;
}

function attachment(file: DescribedMail['attachments'][number]): string {
  const kilobytes = Math.max(1, Math.round(file.size / 1024));
  return `<li><a href="${escapeHtml(file.url)}" download>${escapeHtml(file.filename)}</a> <small>${escapeHtml(file.contentType)}, ${kilobytes} KB</small></li>`;
}

function time(instant: string): string {
  return `<time datetime="${instant}">${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC</time>`;
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}
