import { asDataUri, pngOf } from '../images.ts';
import { type Attacks, followedBy, many, styled, wrapped } from './attack.ts';

const image = (type: string, bytes: string | Uint8Array, attributes = '') =>
  followedBy(`<img ${attributes} src="${asDataUri(type, bytes)}">`);
const svg = (inside: string, size = 100) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100" width="${size}" height="${size}">${inside}</svg>`;
const drawn = (inside: string) => followedBy(`<svg viewBox="0 0 100 100" width="100" height="100">${inside}</svg>`);

/** Nested <use> elements: each level uses the level below ten times. */
const uses = (levels: number) =>
  `<defs><path id="u0" d="M0 0h9v9z"/>${many(levels, (n) => `<g id="u${n + 1}">${`<use href="#u${n}" x="1"/>`.repeat(10)}</g>`)}</defs><use href="#u${levels}"/>`;

/** Drawings and images with a short source and a large result. */
export const drawingAttacks: Attacks = {
  'uses of uses': (r) => drawn(`${uses(r.whole(6, 12))}<title>${r.whole(0, 1e9)}</title>`),
  'uses of uses inside an image': (r) =>
    image('svg+xml', svg(`${uses(r.whole(6, 12))}<title>${r.whole(0, 1e9)}</title>`)),
  'uses of uses as a background': (r) =>
    styled(`body { background: url(${asDataUri('svg+xml', svg(uses(r.whole(6, 12)), r.whole(1, 900)))}) }`),
  'patterns inside patterns': (r) =>
    image(
      'svg+xml',
      svg(
        `<defs><path id="a" d="M0 0h1v1z"/>${many(r.whole(5, 30), (n) => `<pattern id="p${n + 1}" width=".0${1 + (n % 9)}" height=".01"><rect width="100" height="100" fill="url(#p${n})"/></pattern>`)}</defs><rect width="100" height="100" fill="url(#p5)"/>`,
      ),
    ),
  turbulence: (r) =>
    image(
      'svg+xml',
      svg(
        `<filter id="f" x="-9" y="-9" width="99" height="99"><feTurbulence baseFrequency=".0${r.whole(1, 99)}" numOctaves="${r.whole(20, 2_000)}"/><feGaussianBlur stdDeviation="${r.whole(99, 9e4)}"/></filter><rect width="100" height="100" filter="url(#f)"/>`,
        r.whole(2e3, 9e4),
      ),
      'width="1000000"',
    ),
  'masks inside masks': (r) =>
    image(
      'svg+xml',
      svg(
        `${many(r.whole(10, 90), (n) => `<mask id="m${n + 1}"><rect width="99" height="99" fill="#fff" mask="url(#m${n})"/></mask>`)}<rect width="99" height="99" mask="url(#m9)"/>`,
        r.whole(1e3, 2e4),
      ),
    ),
  'clip paths inside clip paths': (r) =>
    drawn(
      `${many(r.whole(10, 900), (n) => `<clipPath id="c${n + 1}" clip-path="url(#c${n})"><path d="M0 0h99v${n}z"/></clipPath>`)}<rect width="99" height="99" clip-path="url(#c9)"/>`,
    ),
  'a path of many points': (r) =>
    drawn(
      `<path stroke="red" d="M0 0${many(r.whole(5_000, 30_000), (n) => `L${(n * 37) % 101} ${(n * 61) % 101}`)}"/>`,
    ),
  'a path of many arcs': (r) =>
    drawn(
      `<path stroke="red" fill="none" stroke-width="9" stroke-linejoin="round" d="M0 0${many(r.whole(2_000, 9_000), (n) => `A${n % 9} 9 0 1 1 ${n % 99} 9`)}"/>`,
    ),
  'dashes without end': (r) =>
    drawn(`<path stroke="red" stroke-dasharray=".000${r.whole(1, 99)} .0001" d="M0 0H${r.whole(1e6, 1e9)}V9"/>`),
  'gradients of many stops': (r) =>
    drawn(
      `<defs><linearGradient id="g">${many(r.whole(500, 4_000), (n) => `<stop offset="${n / 4000}" stop-color="#${100 + (n % 900)}"/>`)}</linearGradient></defs><rect width="99" height="99" fill="url(#g)"/>`,
    ),
  'groups inside groups': (r) =>
    drawn(wrapped(r.pick([r.whole(20, 60), r.whole(60, 5_000)]), '<g opacity=".99">', '<path d="M0 0h9v9z"/>', '</g>')),
  'a drawing of huge size': (r) =>
    image('svg+xml', svg('<rect width="99" height="99"/>', r.whole(1e6, 1e9)), `width="${r.whole(1e5, 1e8)}"`),
  'an image that claims many pixels': (r) =>
    image(
      'png',
      pngOf({ width: r.whole(3e4, 6e4), height: r.whole(3e4, 6e4), depth: 1, pixels: Buffer.alloc(r.whole(1e5, 4e6)) }),
    ),
  'an image with many pixels': (r) => {
    const side = r.whole(8_000, 16_000);
    return image(
      'png',
      pngOf({ width: side, height: side, depth: 1, pixels: Buffer.alloc((Math.ceil(side / 8) + 1) * side) }),
    );
  },
  'an image with many bytes': (r) =>
    image(
      'png',
      pngOf({ width: 4_000, height: 4_000, depth: 8, pixels: Buffer.alloc(4_001 * 4_000 + r.whole(0, 999)) }),
      'style="width:100mm;filter:blur(9px)"',
    ),
  'many copies of an image': (r) => {
    const side = r.whole(1_000, 3_000);
    const uri = asDataUri(
      'png',
      pngOf({ width: side, height: side, depth: 1, pixels: Buffer.alloc((Math.ceil(side / 8) + 1) * side) }),
    );
    return followedBy(many(r.whole(50, 400), (n) => `<img width="${n}" src="${uri}">`));
  },
  'an image inside an image inside an image': (r) => {
    let uri = asDataUri('svg+xml', svg('<rect width="99" height="99"/>'));
    for (let depth = r.whole(3, 9); depth > 0; depth--)
      uri = asDataUri('svg+xml', svg(`<image width="100" href="${uri}"/><image x="9" width="90" href="${uri}"/>`));
    return followedBy(
      uri.length > 180_000 ? `<img src="${uri.slice(0, 180_000)}">` : `<img src="${uri}">${r.whole(0, 1e9)}`,
    );
  },
  'a drawing that moves': (r) =>
    image(
      'svg+xml',
      svg(
        `<rect width="9" height="9">${many(r.whole(50, 1_500), (n) => `<animate attributeName="x" dur=".0${1 + (n % 9)}s" repeatCount="indefinite" values="0;${n}"/>`)}</rect>`,
      ),
    ),
  'entities in a drawing': (r) =>
    image(
      'svg+xml',
      `<!DOCTYPE svg [<!ENTITY a0 "lol">${many(r.whole(5, 14), (n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`)}]>${svg('<text>&a5;</text>')}`,
    ),
};
