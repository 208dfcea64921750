import { type Attacks, followedBy, listOf, many, styled, wrapped } from './attack.ts';

/** Stylesheets that are slow to match, to lay out or to paint. */
export const cssAttacks: Attacks = {
  'conic gradients': (r) =>
    styled(
      `body { background: ${listOf(r.whole(40, 3_000), (n) => `repeating-conic-gradient(#000${n % 10} 0 .01deg,#fff0 0 .0${1 + (n % 9)}deg)`)} }`,
    ),
  'radial gradients of thin rings': (r) =>
    styled(
      `html { background: ${listOf(r.whole(40, 2_000), (n) => `repeating-radial-gradient(circle at ${n % 100}% 9%,red 0 .01px,blue 0 .0${1 + (n % 9)}px)`)} }`,
    ),
  'linear gradients of thin stripes': (r) =>
    styled(
      `td { background: ${listOf(r.whole(40, 1_500), (n) => `repeating-linear-gradient(${n}deg,red 0 .01px,blue 0 .02px)`)} }`,
    ),
  'a gradient of many stops': (r) =>
    styled(
      `body { background: conic-gradient(${listOf(r.whole(1_000, 15_000), (n) => `#${String(100 + (n % 900))} ${n / 50}deg`)}) }`,
    ),
  'a wide blur': (r) => styled(`body { filter: ${many(r.whole(1, 60), () => `blur(${r.whole(1e3, 1e6)}px) `)} }`),
  'blur behind everything': (r) =>
    styled(`* { backdrop-filter: blur(${r.whole(50, 9e4)}px); filter: drop-shadow(0 0 ${r.whole(50, 9e4)}px red) }`),
  'filters on filters': (r) =>
    styled(
      `* { filter: ${many(r.whole(20, 500), () => r.pick(['hue-rotate(9deg) ', 'blur(9px) ', 'contrast(2) ', 'drop-shadow(9px 9px 99px #0f0) ']))} }`,
    ),
  'shadows of boxes': (r) =>
    styled(
      `td { box-shadow: ${listOf(r.whole(200, 8_000), (n) => `${n}px ${n}px ${r.whole(9, 999)}px #00${n % 9}`)} }`,
    ),
  'shadows of letters': (r) =>
    styled(
      `body { text-shadow: ${listOf(r.whole(200, 8_000), (n) => `0 ${n % 99}px ${r.whole(9, 999)}px #00${n % 9}`)} }`,
    ),
  'masks on masks': (r) =>
    styled(
      `.lines { mask: ${listOf(r.whole(50, 1_500), (n) => `radial-gradient(circle at ${n % 100}% 50%,#000 ${n % 7}px,#0000)`)} }`,
    ),
  'blending of everything': (r) =>
    styled(
      `* { mix-blend-mode: ${r.pick(['hue', 'luminosity', 'difference', 'soft-light'])}; opacity: .${r.whole(900, 999)}; isolation: isolate; transform: rotate(${r.whole(1, 359)}deg) }`,
    ),
  'a clip path of many points': (r) =>
    styled(
      `td { clip-path: polygon(${listOf(r.whole(1_000, 12_000), (n) => `${(n * 37) % 101}% ${(n * 61) % 101}%`)}) }`,
    ),
  'a shape of many points': (r) =>
    styled(
      `.logo { float: left; shape-outside: polygon(${listOf(r.whole(1_000, 12_000), (n) => `${(n * 37) % 101}% ${(n * 61) % 101}%`)}) }`,
    ),
  'selectors of :has()': (r) => styled(many(r.whole(500, 8_000), (n) => `:has(* ~ * .a${n}){top:0}`)),
  'selectors inside selectors': (r) =>
    styled(`${wrapped(r.whole(5, 60), ':is(:not(:has(', 'a', ')))')}{top:${r.whole(0, 99)}px}`),
  'many rules': (r) => styled(many(r.whole(5_000, 40_000), (n) => `.a${n}{}`)),
  'many rules for all elements': (r) => styled(many(r.whole(1_000, 9_000), (n) => `* *{z-index:${n}}`)),
  'descendants without end': (r) => styled(many(r.whole(20, 300), () => `${'* '.repeat(r.whole(50, 300))}b{top:0}`)),
  'variables of variables': (r) => {
    const depth = r.whole(8, 60);
    const twice = many(depth, (n) => `--v${n + 1}:var(--v${n}) var(--v${n}) var(--v${n});`);
    return styled(`:root{--v0:"lol";${twice}} .due dd::after{content:var(--v${depth})}`);
  },
  'variables of calc': (r) => {
    const depth = r.whole(8, 60);
    return styled(
      `:root{--v0:1px;${many(depth, (n) => `--v${n + 1}:calc(var(--v${n}) + var(--v${n}));`)}} td{padding:var(--v${depth})}`,
    );
  },
  'calc inside calc': (r) => styled(`td{padding:${wrapped(r.whole(50, 15_000), 'calc(', '1px', ')')}}`),
  'long content before everything': (r) =>
    styled(`*::before, *::after { content: "${'wąż '.repeat(r.whole(500, 20_000))}" }`),
  'counters of counters': (r) =>
    styled(
      `* { counter-reset: ${many(r.whole(50, 2_000), (n) => `c${n} `)}; counter-increment: ${many(r.whole(50, 2_000), (n) => `c${n} `, 40_000)} } *::before { content: ${many(r.whole(20, 300), (n) => `counters(c${n},"${'.'.repeat(99)}") `, 50_000)} }`,
    ),
  'grid tracks': (r) =>
    styled(
      `body { display: grid; grid-template-columns: repeat(${r.whole(1e4, 1e7)}, 1px); grid-auto-rows: 1px } p { grid-column: span ${r.whole(1e4, 1e7)} }`,
    ),
  'grid areas far away': (r) =>
    styled(
      `body { display: grid; gap: 1px } body > * { grid-row: ${r.whole(1e5, 1e7)}; grid-column: ${r.whole(1e5, 1e7)} }`,
    ),
  'columns of one pixel': (r) =>
    styled(
      `body { columns: ${r.whole(1e3, 1e6)} 1px; column-gap: 0; column-rule: 1px solid red; font-size: ${r.whole(1, 90)}px }`,
    ),
  'huge letters': (r) =>
    styled(
      `body { font-size: ${r.pick(['1e9px', '99999pt', '1e6em', '9e3vw'])}; line-height: ${r.whole(1, 9e5)} } /* ${r.whole(0, 1e9)} */`,
    ),
  'huge boxes': (r) =>
    styled(
      `body { width: ${r.whole(1e5, 1e9)}px } td { padding: ${r.whole(1e3, 1e7)}px; border: ${r.whole(1e3, 1e7)}px double red }`,
    ),
  'huge wavy lines': (r) =>
    styled(
      `p { width: 9e6px; white-space: nowrap; text-decoration: underline wavy red .1px; letter-spacing: ${r.whole(1e3, 1e6)}px }`,
    ),
  'dotted borders': (r) =>
    styled(`td { border: .05px dotted red; width: ${r.whole(1e4, 1e7)}px; border-radius: ${r.whole(1, 999)}px }`),
  'tiny tiles': (r) =>
    styled(`body { background: linear-gradient(45deg, red, blue) 0 0 / .0${r.whole(1, 99)}px .0${r.whole(1, 99)}px }`),
  'border images': (r) =>
    styled(
      `td { border: 9px solid; border-image: repeating-conic-gradient(red 0 .01deg, blue 0 .0${r.whole(2, 99)}deg) 1 / ${r.whole(99, 9e5)}px round }`,
    ),
  'sticky and fixed': (r) =>
    followedBy(many(r.whole(500, 4_000), (n) => `<p style="position:${r.pick(['fixed', 'sticky'])};top:${n}px">x</p>`)),
  'stacking contexts': (r) =>
    followedBy(
      many(
        r.whole(500, 4_000),
        (n) => `<i style="will-change:transform;position:absolute;z-index:${n};transform:translateZ(${n}px)">x</i>`,
      ),
    ),
  'balanced text': (r) =>
    followedBy(
      `<p style="text-wrap:balance;hyphens:auto;text-align:justify">${'ab '.repeat(r.whole(5_000, 60_000))}</p>`,
    ),
};
