import type { IncomingMessage, ServerResponse } from 'node:http';
import { inboxPage, mailPage } from './catcherPage.ts';
import type { CaughtMail, CaughtMails } from './caughtMails.ts';
import { described } from './describedMail.ts';

type Answer = { status?: number; type: string; body: string | Buffer; headers?: Record<string, string> };

/** Policy of the catcher's own pages: an inline stylesheet and the frame with the mail; everything else is blocked. */
const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'",
};

/** Policy of a mail's content: no scripts, no external resources, no origin. */
const mailHeaders = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
};

/**
 * `GET /` and `/view/{id}` return pages; `GET /messages?to=…` and `/messages/{id}` return JSON;
 * `/messages/{id}/html` and `/messages/{id}/attachments/{index}` return the mail's own bytes.
 */
export function caughtMailHandler(mails: CaughtMails, origin: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(mails, origin, request).then(
      (reply) => send(response, request, reply),
      () => send(response, request, { status: 500, type: 'text/plain', body: 'The mail could not be read.\n' }),
    );
  };
}

async function answer(mails: CaughtMails, origin: string, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, type: 'text/plain', body: 'Only GET.\n', headers: { allow: 'GET, HEAD' } };
  }
  const url = new URL(request.url ?? '/', origin);
  const to = url.searchParams.get('to') || undefined;
  const [area = '', id = '', part, index, ...rest] = url.pathname.slice(1).split('/');
  if (area === '' && id === '') return page(inboxPage(mails.list(to), to));
  if (area === 'messages' && id === '') return json(mails.list(to).map((mail) => described(mail, origin)));
  const mail = mails.find(id);
  if (!mail || rest.length > 0) return notFound(area);
  if (area === 'view' && part === undefined) return page(mailPage(described(mail, origin)));
  if (area !== 'messages') return notFound(area);
  if (part === undefined) return json(described(mail, origin));
  if (part === 'html' && index === undefined) {
    return { type: 'text/html', body: opensElsewhere(mail.html), headers: mailHeaders };
  }
  if (part === 'attachments' && index !== undefined) return attachment(mails, mail, index);
  return notFound(area);
}

async function attachment(mails: CaughtMails, mail: CaughtMail, index: string): Promise<Answer> {
  const described = /^\d{1,4}$/.test(index) ? mail.attachments[Number(index)] : undefined;
  const found = described && (await mails.attachment(mail.id, Number(index)));
  if (!found) return notFound('messages');
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(described.filename)}`;
  return {
    type: /^[\w.+-]+\/[\w.+-]+$/.test(found.contentType) ? found.contentType : 'application/octet-stream',
    body: found.content,
    headers: { ...mailHeaders, 'content-disposition': disposition },
  };
}

/** Adds a base target, so that links of the mail open in a new tab and not inside the small frame. */
function opensElsewhere(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}

function page(body: string): Answer {
  return { type: 'text/html', body, headers: pageHeaders };
}

function json(value: unknown): Answer {
  return { type: 'application/json', body: JSON.stringify(value) };
}

function notFound(area: string): Answer {
  if (area === 'messages') return { ...json({ status: 404, title: 'No such message' }), status: 404 };
  return { ...page('<!doctype html><title>404</title><p>No such message.'), status: 404 };
}

function send(response: ServerResponse, request: IncomingMessage, answer: Answer): void {
  const { status = 200, type, body, headers = {} } = answer;
  response.writeHead(status, {
    'content-type': type.startsWith('text/') || type === 'application/json' ? `${type}; charset=utf-8` : type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
