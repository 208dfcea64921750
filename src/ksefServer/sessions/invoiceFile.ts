import { XmlDocument } from 'libxml2-wasm';

/** What the server reads in an FA(3) file. */
export type InvoiceFacts = {
  sellerNip: string;
  sellerName: string;
  buyer: string;
  issueDate: string;
  number: string;
  kind: string;
  grossText: string;
  hasAttachment: boolean;
};

/** Undefined for bytes that are no XML. Parts that are missing are empty. */
export function readInvoice(bytes: Uint8Array): InvoiceFacts | undefined {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(bytes);
  } catch {
    return undefined;
  }
  try {
    const spaces = { f: document.root.namespaceUri };
    const text = (path: string) => document.get(`/f:Faktura/${path}`, spaces)?.content.trim() ?? '';
    return {
      sellerNip: text('f:Podmiot1/f:DaneIdentyfikacyjne/f:NIP'),
      sellerName: text('f:Podmiot1/f:DaneIdentyfikacyjne/f:Nazwa'),
      buyer: text('f:Podmiot2/f:DaneIdentyfikacyjne/f:NIP') || text('f:Podmiot2/f:DaneIdentyfikacyjne/f:Nazwa'),
      issueDate: text('f:Fa/f:P_1'),
      number: text('f:Fa/f:P_2'),
      kind: text('f:Fa/f:RodzajFaktury'),
      grossText: text('f:Fa/f:P_15'),
      hasAttachment: document.get('/f:Faktura/f:Zalacznik', spaces) !== null,
    };
  } finally {
    document.dispose();
  }
}
