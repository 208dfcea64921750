import {
  type XmlElement as Node,
  XmlElement as NodeClass,
  ParseOption,
  XmlDocument,
  XmlLibError,
  XmlText,
} from 'libxml2-wasm';
import { Problem } from '../../domain/problem.ts';
import type { XmlElement } from '../../domain/receipts/poslog/xmlElement.ts';

const options = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOCDATA;
const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/;

/**
 * The elements of an XML document in UTF-8, without namespaces. A DOCTYPE is refused before libxml2 sees it, so there are
 * no entities to expand and no files to fetch; libxml2 itself limits depth. Throws Problem receipt.unreadable.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = utf8(bytes);
  // Without the DOCTYPE's own keyword no entity can be declared, whatever stands around it.
  if (text.includes('<!DOCTYPE')) throw unreadable('xml.doctype');
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(text, { option: options });
    return elementOf(document.root);
  } catch (error) {
    if (error instanceof XmlLibError) throw unreadable('xml.invalid');
    throw error;
  } finally {
    document?.dispose();
  }
}

/** In another declared encoding, `<!DOCTYPE` could be spelled with other bytes. */
function utf8(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const encoding = declared.exec(text)?.[1] ?? 'utf-8';
    if (encoding.toLowerCase() === 'utf-8') return text;
  } catch {
    // Not UTF-8: answered below.
  }
  throw unreadable('xml.invalid');
}

function elementOf(node: Node): XmlElement {
  const children: XmlElement[] = [];
  let text = '';
  for (let child = node.firstChild; child; child = child.next) {
    if (child instanceof NodeClass) children.push(elementOf(child));
    else if (child instanceof XmlText) text += child.content;
  }
  const attributes = Object.fromEntries(node.attrs.map((one) => [one.name, one.value]));
  return { name: node.name, attributes, text: text.trim(), children };
}

function unreadable(code: string): Problem {
  return new Problem('receipt.unreadable', {}, [{ pointer: '', code }]);
}
