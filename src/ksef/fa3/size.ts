import type { Content, Elements } from './elements.ts';
import type { Fa3Invoice } from './facts.ts';
import { fa3Namespace, mostBytes } from './limits.ts';
import { Fa3Refused } from './refused.ts';
import { invoiceElements } from './structure.ts';

/**
 * Throws Fa3Refused for an invoice that no FA(3) file can hold: before it is issued, and without libxml2, which the HTTP
 * process does not load.
 */
export function assertFitsFa3(invoice: Fa3Invoice): void {
  if (fa3Bytes(invoiceElements(invoice)) > mostBytes) throw new Fa3Refused('too_large');
}

/** Bytes of the file that `writeXml` makes of the children of `Faktura`. */
export function fa3Bytes(elements: Elements): number {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'.length;
  const root = `<Faktura xmlns="${fa3Namespace}"></Faktura>\n`.length;
  return declaration + root + bytesOf(elements);
}

function bytesOf(content: Content): number {
  if (content === undefined) return 0;
  if (typeof content === 'string') return escapedBytes(content);
  let bytes = 0;
  for (const [name, one] of Object.entries(content)) bytes += elementBytes(name, one);
  return bytes;
}

function elementBytes(name: string, content: Content): number {
  if (content === undefined) return 0;
  if (name === '#') return bytesOf(content);
  // @name="value", with a space instead of the @.
  if (name.startsWith('@')) return name.length + '=""'.length + bytesOf(content);
  const list: readonly Content[] = Array.isArray(content) ? content : [content];
  return list.reduce<number>((sum, one) => sum + '<></>'.length + 2 * name.length + bytesOf(one), 0);
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(
    text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;')),
    'utf8',
  );
}
