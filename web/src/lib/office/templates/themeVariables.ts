import { type FontFamily, fontFamilies } from '../../../../../src/domain/chains/theme.ts';
import { hexOf, type Scheme } from './themeProblems.ts';
import { type Tokens, tokenAt } from './themeTokens.ts';

/** The custom properties of one scheme as a style attribute. Unreadable values are left out, so the page's own apply. */
export function themeVariables(tokens: Tokens, scheme: Scheme): string {
  const colours = Object.entries(groupOf(tokens, scheme)).flatMap(([role, value]) => {
    const hex = hexOf(value);
    return hex ? [`--${kebab(role)}: ${hex}`] : [];
  });
  const { body, heading } = familiesOf(tokens);
  const radius = Number(tokenAt(tokens, '/radius'));
  const weight = Number(tokenAt(tokens, '/font/headingWeight'));
  return [
    `color-scheme: ${scheme}`,
    ...colours,
    ...(body ? [`--font-body: '${body}', 'Noto Sans', sans-serif`] : []),
    ...(heading ? [`--font-heading: '${heading}', 'Noto Sans', sans-serif`] : []),
    ...(weight ? [`--heading-weight: ${weight}`] : []),
    ...(radius >= 0 ? [`--radius: ${radius}px`] : []),
    `--heading-case: ${tokenAt(tokens, '/headingCase') === 'uppercase' ? 'uppercase' : 'none'}`,
  ].join('; ');
}

const loaded = new Set<string>();

/** Registers the fonts of a draft in the page; the browser loads a face when it is first used. */
export function registerFonts(tokens: Tokens): void {
  const { body, heading } = familiesOf(tokens);
  for (const weight of ['400', '700']) know(body, weight);
  know(heading, String(tokenAt(tokens, '/font/headingWeight')));
}

function know(family: FontFamily | undefined, weight: string): void {
  if (!family || !/^[678]00$|^400$/.test(weight)) return;
  const file = `${family.toLowerCase().replaceAll(' ', '-')}-${weight}-polish.woff2`;
  if (loaded.has(file)) return;
  loaded.add(file);
  document.fonts.add(new FontFace(family, `url(/fonts/${file})`, { weight }));
}

function familiesOf(tokens: Tokens): { body: FontFamily | undefined; heading: FontFamily | undefined } {
  const familyAt = (path: string) => fontFamilies.find((family) => family === tokenAt(tokens, path));
  return { body: familyAt('/font/body'), heading: familyAt('/font/heading') };
}

function groupOf(tokens: Tokens, name: string): object {
  const group = tokens[name];
  return typeof group === 'object' && group !== null ? group : {};
}

function kebab(role: string): string {
  return role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
