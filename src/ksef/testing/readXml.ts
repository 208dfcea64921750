import { XmlDocument, XmlElement, XmlText } from 'libxml2-wasm';

/** An element as [name, text] or [name, children]; attributes are left out. */
export type Tree = [name: string, content: string | Tree[]];

/** The tree below the root, read with libxml2. */
export function readXml(bytes: Uint8Array): Tree[] {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    return childrenOf(document.root);
  } finally {
    document.dispose();
  }
}

/** Texts of all elements with this name, in document order. */
export function textsOf(trees: readonly Tree[], name: string): string[] {
  return trees.flatMap(([own, content]) => {
    if (own === name && typeof content === 'string') return [content];
    return typeof content === 'string' ? [] : textsOf(content, name);
  });
}

/** The contents of all elements with this name. */
export function partsOf(trees: readonly Tree[], name: string): Tree[][] {
  return trees.flatMap(([own, content]) => {
    if (typeof content === 'string') return [];
    return own === name ? [content] : partsOf(content, name);
  });
}

function childrenOf(parent: XmlElement): Tree[] {
  const children: Tree[] = [];
  for (let node = parent.firstChild; node; node = node.next) {
    if (!(node instanceof XmlElement)) continue;
    const isLeaf = node.firstChild === null || node.firstChild instanceof XmlText;
    children.push([node.name, isLeaf ? node.content : childrenOf(node)]);
  }
  return children;
}
