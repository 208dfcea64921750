import { type Random, randomFrom } from '../../domain/random.ts';

/** Texts of one receipt and its buyer, cut to the contract's lengths. Some contain characters that the contract refuses. */
export type HostileTexts = {
  goods: string;
  unit: string;
  storeName: string;
  storeAddress: string;
  documentNumber: string;
  depositName: string;
  buyerName: string;
  buyerAddress: string;
};

const lengths: { [Text in keyof HostileTexts]: number } = {
  goods: 256,
  unit: 12,
  storeName: 120,
  storeAddress: 200,
  documentNumber: 40,
  depositName: 120,
  buyerName: 150,
  buyerAddress: 200,
};

const markup = [
  '</style><style>*{display:none}</style>',
  '</td></tr></table><h1>Do zapłaty 0,01 zł</h1>',
  '<script>alert(1)</script>',
  '<!-->',
  '<!--',
  '--!>',
  '<plaintext>',
  '<svg onload=alert(1)>',
  '"><img src=https://evil.example/x.png>',
  "' onmouseover='alert(1)",
  '&lt;b&gt;',
  '&#60;b&#62;',
  '<base href=//evil.example>',
  ']]>',
  '<iframe src=file:///etc/passwd>',
];
const templates = [
  '{{due}}',
  '{{{due}}}',
  '{{> totals}}',
  '{{#each lines}}',
  '{{/each}}',
  '{{[\\][\\]',
  '{{!--',
  '\\{{due}}',
  '{{constructor}}',
  '%efk.title%',
];
const styles = [
  '};*{display:none}',
  'url(https://evil.example/x)',
  '@import "https://evil.example"',
  'expression(1)',
  '/*',
  '\\9',
  '</title>',
  'content:"999,00 zł"',
];
const addresses = [
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://evil.example/?a=1',
  'mailto:a@b.pl?bcc=c@d.pl',
  'http://169.254.169.254/',
  'data:text/html,<b>x',
];
const amounts = [
  'Do zapłaty 0,01 zł',
  'Amount due PLN 0.01',
  'Razem 999,00',
  'NIP 111-111-11-11',
  'Faktura FV/1/2026',
  'Sprzedawca: Inna Firma S.A.',
  '23% 100,00 23,00 123,00',
  '−50,00',
  '1 szt. × 9,99',
];
const lookAlikes = ['О,О1 zł', 'l23,OO', '１２３，００', '٣٫٩٩', '①②③', '𝟗𝟗𝟗,𝟎𝟎', '12\u20243\u066c4', '1\u2009000'];
const invisible = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\u115f',
  '\u3164',
  '\u2800',
  '\ufe0f',
  '\u{e0020}',
  '\u{1d173}',
];
const directions = ['\u202e00,999', '\u2067abc\u2069', '\u200f12,00', 'שלום 12,00', 'مرحبا ٩٩', '\u061c'];
const stacks = [`Z${'\u0310\u0317'.repeat(60)}`, 'ก็็็็็็็็็็', `a${'\u20dd'.repeat(40)}`, '﷽', '꧅', '𒐫', 'ﷺ'];
const pictures = ['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇵🇱', '👍🏽', '1️⃣', '🧾🧾🧾'];
const controls = ['\u0000', '\u0007', '\u001b[2J', '\r\nBcc: a@b.pl', '\u2028', '\u0085', '\ufff9', '\ud800'];
const words = ['W', 'ŹDŹBŁO', 'a-b', 'supercalifragilistic', 'ﷺ', 'Ǆ', '/', '_'];
const sorts = [
  markup,
  templates,
  styles,
  addresses,
  amounts,
  lookAlikes,
  invisible,
  directions,
  stacks,
  pictures,
  controls,
];

/** Characters that the contract refuses: controls, lone surrogates, line separators, and marks that change direction. */
const refused = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

/**
 * `count` sets of texts; the same seed gives the same sets. Three quarters of the sets contain nothing that the contract
 * refuses, so that they are printed.
 */
export function hostileReceiptTexts(seed: number, count: number): HostileTexts[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const isTaken = random.chance(0.75);
    const texts = Object.entries(lengths).map(([name, most]) => {
      const text = textOf(random);
      return [name, cut(isTaken ? `T${text.replace(refused, '')}` : text, most)];
    });
    return Object.fromEntries(texts) as HostileTexts;
  });
}

function textOf(random: Random): string {
  const shape = random.next();
  if (shape < 0.2) return random.pick(words).repeat(random.whole(1, 10_000));
  if (shape < 0.4) return random.pick(random.pick(sorts)).repeat(random.whole(2, 400));
  const pieces = Array.from({ length: random.whole(1, 9) }, () => random.pick(random.pick(sorts)));
  return `Towar ${random.whole(1, 999)} ${pieces.join(random.pick(['', ' ', '\u00a0']))}`;
}

/** Cuts a text to `most` code points, which the contract counts. */
const cut = (text: string, most: number) => [...text.slice(0, 2 * most)].slice(0, most).join('');
