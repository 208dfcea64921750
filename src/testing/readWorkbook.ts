import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { readZip } from './readZip.ts';

/** A cell as it is stored: its type, its text, and whether it is marked as text that is no formula. */
export type StoredCell = { type: 'text' | 'number'; value: string; style: string };

/** The sheets of an XLSX file by name: for each row, its cells by column letters. Throws for a file without its parts. */
export function readWorkbook(bytes: Buffer): Map<string, { [column: string]: StoredCell }[]> {
  const files = readZip(bytes);
  const read = <T>(name: string, take: (root: XmlElement) => T): T => {
    const file = files.get(name);
    if (!file) throw new Error(`no ${name}`);
    const document = XmlDocument.fromBuffer(file);
    try {
      return take(document.root);
    } finally {
      document.dispose();
    }
  };
  for (const needed of ['[Content_Types].xml', '_rels/.rels', 'xl/styles.xml']) read(needed, () => undefined);
  const targets = read('xl/_rels/workbook.xml.rels', (root) =>
    Object.fromEntries(childrenOf(root).map((one) => [attribute(one, 'Id'), attribute(one, 'Target')])),
  );
  const sheets = read('xl/workbook.xml', (root) =>
    childrenOf(root)
      .flatMap(childrenOf)
      .map((one) => [attribute(one, 'name'), targets[attribute(one, 'id')]]),
  );
  return new Map(sheets.map(([name = '', target]) => [name, read(`xl/${target}`, rowsOf)]));
}

function rowsOf(root: XmlElement): { [column: string]: StoredCell }[] {
  const data = childrenOf(root).find((one) => one.name === 'sheetData');
  return childrenOf(data).map((row) => Object.fromEntries(childrenOf(row).map(cellOf)));
}

function cellOf(cell: XmlElement): [string, StoredCell] {
  const type = attribute(cell, 't') === 'inlineStr' ? 'text' : 'number';
  const column = attribute(cell, 'r').replace(/\d+$/, '');
  return [column, { type, value: cell.content, style: attribute(cell, 's') }];
}

function attribute(element: XmlElement, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? '';
}

function childrenOf(parent: XmlElement | undefined): XmlElement[] {
  const children: XmlElement[] = [];
  for (let node = parent?.firstChild ?? null; node; node = node.next)
    if (node instanceof XmlElement) children.push(node);
  return children;
}
