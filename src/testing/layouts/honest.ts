import { readdirSync, readFileSync } from 'node:fs';

/** A layout that shows every fact of an invoice as it is; it must be published, and its documents must pass. */
export type HonestLayout = { name: string; source: string };

const own = new URL('honest/', import.meta.url);
const themes = new URL('../../../themes/', import.meta.url);

/** The layouts of the themes and unusual ones: cards, lines in two columns, a receipt strip, white on black, a long footer. */
export const honestLayouts: readonly HonestLayout[] = [
  ...['default', 'megadom', 'zielony'].map((theme) => readLayout(theme, new URL(`${theme}/invoice.hbs`, themes))),
  ...readdirSync(own)
    .filter((file) => file.endsWith('.hbs'))
    .toSorted()
    .map((file) => readLayout(file.replace('.hbs', ''), new URL(file, own))),
];

function readLayout(name: string, url: URL): HonestLayout {
  return { name, source: readFileSync(url, 'utf8') };
}
