import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Archive } from '../../app/archive/download.ts';
import type { Download } from '../../app/invoices/download.ts';

/** Policy for a PDF: PDF viewers in browsers apply the file's policy and stay blank under `default-src 'none'`. */
const pdfPolicy = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
// A mail preview is shown in a frame without any permission.
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

// Opened in a browser, an XML file must not run or load anything.
const xmlPolicy = "sandbox; default-src 'none'";

type Sending = { type: 'application/pdf' | 'application/xml'; asAttachment: boolean };

/** 200 with the bytes, 304 when the browser has them, 202 while the document is being rendered. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Download,
  { type, asAttachment }: Sending,
): FastifyReply {
  if (document.state === 'queued') return reply.code(202).header('retry-after', 1).send({ state: document.state });
  const etag = `"${document.sha256}"`;
  // Not cached, so the next person at this browser cannot read it after the reader signs out.
  reply.type(type).headers({ etag, 'cache-control': 'no-store' });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
  const disposition = asAttachment ? 'attachment' : 'inline';
  return reply
    .header('content-security-policy', type === 'application/pdf' ? pdfPolicy : xmlPolicy)
    .header('content-disposition', `${disposition}; filename="${document.filename}"`)
    .send(document.bytes);
}

/** A preview for its editor: an invoice as PDF, a mail as HTML. */
export function sendSample(reply: FastifyReply, { kind, bytes }: { kind: string; bytes: Uint8Array }): FastifyReply {
  const isMail = kind === 'email';
  return reply
    .header('content-security-policy', isMail ? mailPolicy : pdfPolicy)
    .type(isMail ? 'text/html; charset=utf-8' : 'application/pdf')
    .send(bytes);
}

/** A ZIP file as it is made. */
export function sendArchive(reply: FastifyReply, archive: Archive): FastifyReply {
  return sendFile(reply, { ...archive, type: 'application/zip' });
}

/** A file as it is made. Its length is not known, so an interrupted download is seen as broken by the browser. */
export function sendFile(reply: FastifyReply, { filename, bytes, type }: Archive & { type: string }): FastifyReply {
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${filename}"`)
    .send(bytes);
}
