import { type Attacks, followedBy, many } from './attack.ts';

const nested = (tag: string, depth: number, inside: string, attributes = '') =>
  `<${tag}${attributes}>`.repeat(depth) + inside + `</${tag}>`.repeat(depth);

/** Handlebars loops and HTML that give large or deep documents. */
export const markupAttacks: Attacks = {
  'loops inside loops': (r) => {
    const depth = r.whole(4, 9);
    const list = r.pick(['lines', 'rates', 'sales', 'deposits']);
    return followedBy(
      `${`{{#each @root.${list}}}`.repeat(depth)}<p>${'x'.repeat(r.whole(1, 900))}</p>${'{{/each}}'.repeat(depth)}`,
    );
  },
  'loops over different lists': (r) =>
    followedBy(
      `${many(6, () => `{{#each @root.${r.pick(['lines', 'rates', 'sales'])}}}`)}{{@index}}${'{{/each}}'.repeat(6)}${r.whole(0, 1e9)}`,
    ),
  'many loops one after the other': (r) =>
    followedBy(many(r.whole(500, 4_000), () => '{{#each lines}}{{name}} {{/each}}')),
  'the longest text many times': (r) => followedBy(many(r.whole(2_000, 14_000), () => '{{registerNote}}')),
  'elements inside elements': (r) =>
    followedBy(
      nested(r.pick(['div', 'span', 'blockquote', 'q', 'ul', 'b']), r.whole(30, 8_000), String(r.whole(0, 1e9))),
    ),
  'tables inside tables': (r) => {
    const depth = r.whole(8, 60);
    return followedBy('<table><tr><td>'.repeat(depth) + r.whole(0, 1e9) + '</td></tr></table>'.repeat(depth));
  },
  'formatting never closed': (r) =>
    followedBy(many(r.whole(50, 2_000), (n) => `<p><b class="a${n}"><i class="b${n}">`)),
  'formatting closed across': (r) => followedBy(many(r.whole(50, 6_000), () => '<b><p><i></b></p></i>')),
  'text in a table outside cells': (r) => followedBy(`<table>${many(r.whole(500, 15_000), (n) => `<b>${n}`)}</table>`),
  'flex inside flex': (r) =>
    followedBy(
      nested(
        'div',
        r.whole(20, 60),
        many(r.whole(1, 400), () => '<p>x y z</p>'),
        ' style="display:flex;flex-wrap:wrap"',
      ),
    ),
  'grid inside grid': (r) =>
    followedBy(
      nested(
        'div',
        r.whole(20, 60),
        many(r.whole(1, 400), () => '<p>x y z</p>'),
        ' style="display:grid;grid-template-columns:auto minmax(min-content,1fr)"',
      ),
    ),
  'columns inside columns': (r) =>
    followedBy(
      nested(
        'div',
        r.whole(5, 40),
        many(r.whole(1, 2_000), () => '<p>x y z</p>'),
        ' style="columns:2"',
      ),
    ),
  'inline blocks inside each other': (r) =>
    followedBy(
      nested(
        'span',
        r.whole(20, 60),
        'x y z '.repeat(r.whole(1, 900)),
        ' style="display:inline-block;width:fit-content"',
      ),
    ),
  'many elements': (r) =>
    followedBy(many(r.whole(5_000, 60_000), () => r.pick(['<i></i>', '<b>x</b>', '<wbr>', '<br>']))),
  'many attributes': (r) => followedBy(`<p ${many(r.whole(1_000, 20_000), (n) => `data-a${n}=1 `)}>x</p>`),
  'the same attribute many times': (r) => followedBy(`<p ${many(r.whole(1_000, 20_000), (n) => `class=a${n} `)}>x</p>`),
  'a class of many names': (r) => followedBy(`<p class="${many(r.whole(1_000, 30_000), (n) => `c${n} `)}">x</p>`),
  'cells over many rows and columns': (r) =>
    followedBy(
      `<table>${many(r.whole(20, 2_000), () => `<tr><td rowspan="65534" colspan="1000">x</td></tr>`)}</table>${r.whole(0, 1e9)}`,
    ),
  'columns of a table by span': (r) =>
    followedBy(
      `<table>${many(r.whole(50, 5_000), () => '<colgroup span="1000"></colgroup>')}<tr><td>x</td></tr></table>`,
    ),
  'lists inside lists': (r) => followedBy(many(r.whole(50, 6_000), (n) => `<ol start="${n}"><li>`)),
  'a word without end': (r) =>
    followedBy(`<p>${r.pick(['a', 'Ł', '﷽', '\u0301', '👩‍👩‍👧‍👦']).repeat(r.whole(2_000, 15_000))}</p>`),
  'words of both directions': (r) =>
    followedBy(`<p>${many(r.whole(500, 15_000), () => r.pick(['a', 'א', '\u202e', '\u2067', '1,']))}</p>`),
  'ruby and bdo': (r) => followedBy(nested('bdo', r.whole(20, 2_000), 'x', ' dir="rtl"')),
};
