import { readdirSync, readFileSync } from 'node:fs';

/** A layout that shows every fact correctly. Publishing must accept it, and reading back its documents must find no problem. */
export type CorrectLayout = { name: string; source: string };

const own = new URL('correct/', import.meta.url);
const themes = new URL('../../../themes/', import.meta.url);

/** The layouts of the themes, and unusual ones such as cards, two columns of lines, a receipt strip and white on black. */
export const correctLayouts: readonly CorrectLayout[] = [
  ...['default', 'megadom', 'zielony'].map((theme) => readLayout(theme, new URL(`${theme}/invoice.hbs`, themes))),
  ...readdirSync(own)
    .filter((file) => file.endsWith('.hbs'))
    .toSorted()
    .map((file) => readLayout(file.replace('.hbs', ''), new URL(file, own))),
];

function readLayout(name: string, url: URL): CorrectLayout {
  return { name, source: readFileSync(url, 'utf8') };
}
