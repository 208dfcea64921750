import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import type { Elements } from './elements.ts';

/** The bytes of a document with this root, in UTF-8 without a byte order mark and without white space between elements. */
export function writeXml(root: string, namespace: string, elements: Elements): Uint8Array {
  const document = XmlDocument.create();
  try {
    append(document.createRoot(root, namespace), elements);
    const written: Buffer[] = [];
    document.save(
      { write: (bytes) => copyTo(written, bytes), close: () => true },
      { encoding: 'UTF-8', format: false },
    );
    return Buffer.concat(written);
  } finally {
    // The document is in the memory of the WebAssembly instance, which is never collected.
    document.dispose();
  }
}

function append(parent: XmlElement, elements: Elements): void {
  for (const [name, content] of Object.entries(elements)) {
    if (name === '#' && typeof content === 'string') parent.addText(content);
    else if (name.startsWith('@') && typeof content === 'string') parent.setAttr(name.slice(1), content);
    else for (const one of listOf(content)) appendOne(parent.addElement(name), one);
  }
}

function appendOne(element: XmlElement, content: string | Elements): void {
  if (typeof content === 'string') element.addText(content);
  else append(element, content);
}

function listOf(content: Elements[string]): readonly (string | Elements)[] {
  if (content === undefined) return [];
  return isList(content) ? content : [content];
}

function isList(
  content: string | Elements | readonly (string | Elements)[],
): content is readonly (string | Elements)[] {
  return Array.isArray(content);
}

/** libxml2 uses its buffer again, so the bytes are copied. */
function copyTo(written: Buffer[], bytes: Uint8Array): number {
  written.push(Buffer.from(bytes));
  return bytes.byteLength;
}
