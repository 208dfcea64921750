import { readFileSync } from 'node:fs';
import { type Attacks, many, wrapped } from './attack.ts';

const tokens = JSON.parse(
  readFileSync(new URL('../../../../themes/default/theme.json', import.meta.url), 'utf8'),
) as object;
const theme = (more: object) => JSON.stringify({ ...tokens, ...more });
const logo = (inside: string) =>
  theme({ logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inside}</svg>` });

/** Themes that are slow to parse, to check or to draw. */
export const themeAttacks: Attacks = {
  'arrays inside arrays': (r) => '['.repeat(r.whole(1_000, 199_000)),
  'closed arrays inside arrays': (r) => {
    const depth = r.whole(1_000, 90_000);
    return '['.repeat(depth) + ']'.repeat(depth);
  },
  'objects inside objects': (r) => {
    const depth = r.whole(1_000, 30_000);
    return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  },
  'many unknown names': (r) =>
    theme(Object.fromEntries(Array.from({ length: r.whole(1_000, 12_000) }, (_, n) => [`n${n}`, 1]))),
  'dangerous names': (r) =>
    `{"__proto__":{"name":"x"},"constructor":{"prototype":{}},${JSON.stringify(tokens).slice(1, -1)},"n${r.whole(0, 1e9)}":1}`,
  'a long name of a theme': (r) => theme({ name: 'Sklep '.repeat(r.whole(100, 30_000)) }),
  'a colour of many digits': (r) => theme({ light: { brand: `#${'0'.repeat(r.whole(100, 190_000))}` } }),
  'huge numbers': (r) => `{"radius":${'9'.repeat(r.whole(400, 190_000))}}`,
  'escapes in strings': (r) => `{"name":"${'\\u0000'.repeat(r.whole(100, 33_000))}"}`,
  'a string never closed': (r) => `{"name":"${'\\"'.repeat(r.whole(100, 95_000))}`,
  'a logo of groups': (r) => logo(wrapped(r.whole(50, 20_000), '<g>', '', '</g>')),
  'a logo of many points': (r) =>
    logo(`<path d="M0 0${many(r.whole(1_000, 20_000), (n) => `L${n % 99} ${(n * 7) % 99}`, 180_000)}"/>`),
  'a logo of dashes': (r) =>
    logo(`<path stroke="red" stroke-dasharray=".000${r.whole(1, 99)} .0001" d="M0 0H${r.whole(1e6, 1e9)}"/>`),
  'a logo of huge strokes': (r) =>
    logo(`<path stroke="red" stroke-width="${r.whole(1e6, 1e9)}" transform="scale(${r.whole(1e3, 1e9)})" d="M0 0H9"/>`),
  'a logo of clip paths': (r) =>
    logo(
      `${many(r.whole(50, 1_500), (n) => `<clipPath id="c${n + 1}" clip-path="url(#c${n})"><path d="M0 0h99v9z"/></clipPath>`, 180_000)}<rect clip-path="url(#c9)"/>`,
    ),
  'a logo of tags never finished': (r) => theme({ logo: '<svg '.repeat(r.whole(100, 30_000)) }),
  'a logo of entities': (r) =>
    theme({ logo: `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(r.whole(9, 900))}">]><svg>&a;</svg>` }),
};
