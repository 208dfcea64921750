import MimeNode from 'nodemailer/lib/mime-node';

export type Mail = {
  /** The delivery's id. It becomes the Message-ID, so a repeated message can be recognised. */
  id: string;
  from: { name: string; address: string };
  /** One literal address. */
  to: string;
  subject: string;
  /** Where one POST without a body that matters stops mails of this kind. Source: RFC 8058. */
  unsubscribeUrl?: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; content: Uint8Array }[];
};

/**
 * The whole message as bytes for the mail server. Source: RFC 5322, RFC 2045. nodemailer would stream each part through
 * three transforms and write it to the socket in pieces.
 */
export function messageBytes(mail: Mail): Buffer {
  const root = new MimeNode('multipart/mixed', closed);
  root.setHeader([
    { key: 'From', value: mail.from },
    { key: 'To', value: { name: '', address: mail.to } },
    { key: 'Subject', value: mail.subject },
    { key: 'Message-ID', value: `<${mail.id}@${mail.from.address.split('@')[1]}>` },
    // Suppresses out-of-office answers. Source: RFC 3834.
    { key: 'Auto-Submitted', value: 'auto-generated' },
    ...(mail.unsubscribeUrl === undefined
      ? []
      : [
          { key: 'List-Unsubscribe', value: `<${mail.unsubscribeUrl}>` },
          { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
        ]),
  ] as unknown as { key: string; value: string }[]);
  const versions = root.createChild('multipart/alternative', closed);
  const text = leaf(versions, 'text/plain; charset=utf-8', Buffer.from(mail.text));
  const html = leaf(versions, 'text/html; charset=utf-8', Buffer.from(mail.html));
  const files = mail.attachments.map(({ filename, contentType, content }) =>
    leaf(root, contentType, content, filename),
  );
  return Buffer.concat(multipart(root, [multipart(versions, [text, html]), ...files]));
}

// Nodemailer must not read a file or fetch a URL for a message.
const closed = { disableFileAccess: true, disableUrlAccess: true };
const lineEnd = '\r\n';
/** Source: RFC 2045, section 6.8. */
const longestLine = 76;

function leaf(parent: MimeNode, contentType: string, content: Uint8Array, filename?: string): Buffer[] {
  const node = parent.createChild(contentType, { ...closed, ...(filename !== undefined && { filename }) });
  node.setHeader('Content-Transfer-Encoding', 'base64');
  if (filename !== undefined) node.setHeader('Content-Disposition', 'attachment');
  return [Buffer.from(`${node.buildHeaders()}${lineEnd}${lineEnd}`, 'latin1'), base64Lines(content)];
}

function multipart(node: MimeNode, parts: readonly Buffer[][]): Buffer[] {
  // buildHeaders() draws the boundary.
  const headers = node.buildHeaders();
  const delimiter = Buffer.from(`--${node.boundary}${lineEnd}`, 'latin1');
  return [
    Buffer.from(`${headers}${lineEnd}${lineEnd}`, 'latin1'),
    ...parts.flatMap((part) => [delimiter, ...part]),
    Buffer.from(`--${node.boundary}--${lineEnd}`, 'latin1'),
  ];
}

/** Each line with its end, including the last one. */
function base64Lines(content: Uint8Array): Buffer {
  const encoded = Buffer.from(
    Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64'),
    'latin1',
  );
  const lines = Math.max(1, Math.ceil(encoded.length / longestLine));
  const wrapped = Buffer.allocUnsafe(encoded.length + lines * lineEnd.length);
  for (let line = 0, to = 0; line < lines; line += 1) {
    to += encoded.copy(wrapped, to, line * longestLine, (line + 1) * longestLine);
    to += wrapped.write(lineEnd, to, 'latin1');
  }
  return wrapped;
}
