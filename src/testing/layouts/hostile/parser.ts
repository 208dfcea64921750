import { type Attacks, followedBy, longestSource, many } from './attack.ts';

const whole = (piece: string, length: number) => piece.repeat(Math.max(1, Math.floor(length / piece.length)));

/** Sources that are slow for a tokeniser, a parser or a regular expression. */
export const parserAttacks: Attacks = {
  'bracket segments': (r) => `{{[${'\\]['.repeat(r.whole(20, 60))}`,
  'many bracket segments': (r) => whole(`{{[${'\\]['.repeat(r.whole(4, 9))}`, r.whole(20_000, 199_000)),
  'backslashes before quotes': (r) => `{{t "${'\\"'.repeat(r.whole(1_000, 90_000))}`,
  'single quotes': (r) => `{{t '${"\\'\\".repeat(r.whole(1_000, 60_000))}`,
  'mustaches never closed': (r) => whole('{{', r.whole(10_000, longestSource)),
  'triple mustaches': (r) => whole('{{{', r.whole(10_000, longestSource)),
  'raw blocks': (r) => whole('{{{{x}}}}', r.whole(10_000, longestSource)),
  'spaces inside a mustache': (r) => `{{${' '.repeat(r.whole(10_000, 190_000))}x`,
  'blocks never closed': (r) => whole('{{#if due}}', r.whole(10_000, longestSource)),
  'blocks closed in reverse': (r) => {
    const depth = r.whole(100, 8_000);
    return `${'{{#if due}}'.repeat(depth)}x${'{{/if}}'.repeat(depth)}`;
  },
  'parentheses inside parentheses': (r) => {
    const depth = r.whole(10, 20_000);
    return `{{#if ${'(not '.repeat(depth)}due${')'.repeat(depth)}}}x{{/if}}`;
  },
  'a tree of parentheses': (r) => {
    const grow = (depth: number): string => (depth === 0 ? 'due' : `(and ${grow(depth - 1)} ${grow(depth - 1)})`);
    return `{{#if ${grow(r.whole(8, 13))}}}${r.whole(0, 1e9)}{{/if}}`;
  },
  'a chain of else if': (r) =>
    followedBy(
      `{{#if severalSales}}a${many(r.whole(500, 8_000), (n) => `{{else if (eq lineCount ${n})}}${n}`)}{{/if}}`,
    ),
  'a long path': (r) => `{{seller${'.name'.repeat(r.whole(1_000, 39_000))}}}`,
  'a path far out': (r) => `{{${'../'.repeat(r.whole(1_000, 60_000))}due}}`,
  'a long name': (r) => `{{${'a'.repeat(r.whole(10_000, 190_000))}}}`,
  'many parameters': (r) => `{{t ${'due '.repeat(r.whole(1_000, 48_000))}}}`,
  'many unknown names': (r) => many(r.whole(2_000, 20_000), (n) => `{{n${n}${r.whole(0, 9)}}}`, 199_000),
  'comments inside comments': (r) => whole('{{!-- {{! ', r.whole(10_000, longestSource)),
  'tags that open nothing': (r) => whole('<', r.whole(10_000, longestSource)),
  'tags never finished': (r) => whole(r.pick(['<p ', '<p a', '<p a=', '<p a="', '</']), r.whole(10_000, longestSource)),
  'HTML comments never closed': (r) =>
    whole(r.pick(['<!--', '<!-->', '<!--->', '--!>']), r.whole(10_000, longestSource)),
  declarations: (r) => whole(r.pick(['<!doctype ', '<![CDATA[', '<?xml ']), r.whole(10_000, longestSource)),
  'character references': (r) =>
    whole(r.pick(['&', '&#', '&am', '&#x110000;', '&CounterClockwiseContourIntegra']), r.whole(10_000, longestSource)),
  'styles inside styles': (r) => whole('<style></style', r.whole(10_000, longestSource)),
  'a style never closed': (r) => `<style>${whole('/*"', r.whole(10_000, 190_000))}`,
  'quotes in CSS': (r) => `<style>${whole('"\\', r.whole(10_000, 190_000))}</style>`,
  'spaces before a parenthesis': (r) =>
    `<style>${whole(`url${' '.repeat(r.whole(50, 900))}`, r.whole(10_000, 190_000))}</style>`,
  'brackets in CSS': (r) =>
    `<style>a{b:${whole(r.pick(['(', '[', '{', 'calc(', 'var(--a,']), r.whole(10_000, 190_000))}</style>`,
  'signs of all planes': (r) => whole(String.fromCodePoint(r.whole(0x10000, 0x10fff0)), r.whole(10_000, 190_000)),
  'null characters': (r) => whole('\0{{due}}', r.whole(10_000, 190_000)),
  lines: (r) => whole('\n{{', r.whole(10_000, longestSource)),
};
