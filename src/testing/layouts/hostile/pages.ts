import { type Attacks, followedBy, many, styled, wrapped } from './attack.ts';

/** Layouts that give very many or very large pages. */
export const pageAttacks: Attacks = {
  'a break after each of many blocks': (r) =>
    followedBy(
      `<style>.n i { display: block; break-after: page }</style><div class="n">${many(r.whole(2_000, 20_000), () => '<i></i>')}</div>`,
    ),
  'a break after every element': (r) => styled(`* { break-after: page; orphans: ${r.whole(1, 99)} }`),
  'breaks before and after each cell': (r) =>
    styled(`td, th, p, dd, dt { display: block; break-before: page; break-after: recto; margin: ${r.whole(1, 99)}mm }`),
  'a tall box': (r) => followedBy(`<div style="height:${r.whole(1e6, 1e8)}px"></div>`),
  'a tall row': (r) => styled(`.lines tbody tr { height: ${r.whole(1e5, 1e7)}px }`),
  'a tall margin': (r) => styled(`.sums { margin-top: ${r.whole(1e5, 1e8)}mm }`),
  'a tall line': (r) => styled(`p { line-height: ${r.whole(1e4, 1e7)} }`),
  'a box far below': (r) => styled(`.sums { position: absolute; top: ${r.whole(1e5, 1e8)}mm }`),
  'tiny pages': (r) => styled(`@page { size: ${r.whole(1, 9)}mm ${r.whole(1, 9)}mm; margin: 0 }`),
  'huge pages': (r) => styled(`@page { size: ${r.whole(1e3, 1e6)}mm ${r.whole(1e3, 1e6)}mm; margin: 0 }`),
  'pages of margins': (r) => styled(`@page { margin: ${r.whole(130, 160)}mm 1mm }`),
  'long text in the margins of pages': (r) =>
    styled(
      `@page { @top-left { content: "${'x y '.repeat(r.whole(1_000, 40_000))}"; font-size: 99pt } } .sums { margin-top: 9999mm }`,
    ),
  'many page rules': (r) => styled(many(r.whole(500, 6_000), (n) => `@page p${n}{margin:${n % 99}mm}`)),
  'a page of its own for each element': (r) =>
    styled(many(r.whole(50, 500), (n) => `@page q${n}{size:A${n % 8}} body *:nth-child(${n}){page:q${n}}`)),
  'columns that fill pages': (r) =>
    styled(
      `body { columns: ${r.whole(2, 9)}; height: 20mm; column-fill: auto } .sums { height: ${r.whole(1e4, 1e6)}mm }`,
    ),
  'headers of tables that fill pages': (r) =>
    styled(`.lines thead tr { height: ${r.whole(200, 900)}mm } .lines tbody tr { height: ${r.whole(200, 9000)}mm }`),
  'loops of pages': (r) => {
    const loops = wrapped(r.whole(4, 6), '{{#each @root.lines}}', `<p>${r.whole(0, 1e9)}</p>`, '{{/each}}');
    return followedBy(`<style>.n p { break-after: page }</style><div class="n">${loops}</div>`);
  },
};
