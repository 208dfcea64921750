import { readdir, readFile } from 'node:fs/promises';
import { checkTheme, type Theme } from '../domain/chains/theme.ts';

/** What a chain starts with: its tokens with the logo, and its two templates. */
export type ThemeFolder = { theme: Theme; invoice: string; email: string };

const themes = new URL('../../themes/', import.meta.url);

/** Reads `themes/<name>`; `themes/default` fills what is missing. Throws when the tokens do not make a theme. */
export async function readThemeFolder(name: string): Promise<ThemeFolder> {
  const [tokens, logo, invoice, email] = await Promise.all(
    ['theme.json', 'logo.svg', 'invoice.hbs', 'email.hbs'].map((file) => readOrDefault(name, file)),
  );
  const checked = checkTheme({ ...JSON.parse(tokens ?? ''), logo: logo?.trim() });
  if (!checked.ok)
    throw new Error(`themes/${name}: ${checked.errors.map(({ path, code }) => `${path} ${code}`).join('; ')}`);
  return { theme: checked.theme, invoice: invoice ?? '', email: email ?? '' };
}

/** The folders there are. */
export async function themeFolderNames(): Promise<string[]> {
  const entries = await readdir(themes, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

function readOrDefault(name: string, file: string): Promise<string> {
  const own = readFile(new URL(`${name}/${file}`, themes), 'utf8');
  return own.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && name !== 'default') return readFile(new URL(`default/${file}`, themes), 'utf8');
    throw error;
  });
}
