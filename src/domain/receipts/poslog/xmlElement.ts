/** An element by its local name; `text` is its own text, trimmed. */
export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: XmlElement[];
};

/** The children of this name. */
export function childrenOf(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}

/** The text of the first of these children that is there and not empty. */
export function textOf(parent: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    const text = childrenOf(parent, name)[0]?.text;
    if (text) return text;
  }
  return undefined;
}
