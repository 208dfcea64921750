import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Archive } from '../../app/archive/download.ts';
import type { Download } from '../../app/invoices/download.ts';

/** For a PDF: the viewers inside browsers obey the file's own policy, and `default-src 'none'` leaves them blank. */
const pdfPolicy = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
// A mail sample is looked at in a frame that can do nothing.
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

// Opened in a browser, an XML file must not run or load anything.
const xmlPolicy = "sandbox; default-src 'none'";

type Sending = { type: 'application/pdf' | 'application/xml'; asAttachment: boolean };

/** 200 with the bytes, 304 where the browser has them, 202 while the document is being made. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Download,
  { type, asAttachment }: Sending,
): FastifyReply {
  if (document.state === 'queued') return reply.code(202).header('retry-after', 1).send({ state: document.state });
  const etag = `"${document.sha256}"`;
  // Stored nowhere, so that the next person at this browser does not read it after the reader signed out.
  reply.type(type).headers({ etag, 'cache-control': 'no-store' });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
  const disposition = asAttachment ? 'attachment' : 'inline';
  return reply
    .header('content-security-policy', type === 'application/pdf' ? pdfPolicy : xmlPolicy)
    .header('content-disposition', `${disposition}; filename="${document.filename}"`)
    .send(document.bytes);
}

/** A sample as its editor looks at it: an invoice as PDF, a mail as HTML. */
export function sendSample(reply: FastifyReply, { kind, bytes }: { kind: string; bytes: Uint8Array }): FastifyReply {
  const isMail = kind === 'email';
  return reply
    .header('content-security-policy', isMail ? mailPolicy : pdfPolicy)
    .type(isMail ? 'text/html; charset=utf-8' : 'application/pdf')
    .send(bytes);
}

/** A ZIP file as it is made. Its length is not known, so an interrupted download is seen as broken by the browser. */
export function sendArchive(reply: FastifyReply, { filename, bytes }: Archive): FastifyReply {
  return reply
    .type('application/zip')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${filename}"`)
    .send(bytes);
}
