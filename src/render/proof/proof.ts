import type { InvoiceView } from '../view/view.ts';
import type { Glyph, PrintedPages } from './page/printedPages.ts';
import { foldText } from './text/foldText.ts';
import { meaningsOf } from './text/lexicon.ts';
import { type Occurrence, type PrintedText, printedText, type ValueKind } from './text/printedText.ts';
import { type Segment, segmentOf, segmentsOf } from './text/segments.ts';

/** Codes of all problems that reading back an invoice reports. */
export const proofCodes = [
  'fact.missing',
  'fact.hidden',
  'fact.small',
  'fact.misplaced',
  'row.repeated',
  'fact.foreign',
  'text.misleading',
  'amount.foreign',
  'amount.ambiguous',
  'link.refused',
] as const;

export type ProofCode = (typeof proofCodes)[number];

/** `path` names the fact, such as "lines[3].gross". It contains no printed text. */
export type ProofProblem = { code: ProofCode; path: string };

/** Input of each proof: the view, the text that a reader sees, and the drawings of the file. */
export type Proof = {
  view: InvoiceView;
  seen: PrintedText;
  /** Seen text of the layout itself, without names, addresses and other texts of the receipt or the buyer. */
  segments: readonly Segment[];
  /** All seen text, names and addresses included. */
  whole: readonly Segment[];
  /** Pictures and drawn shapes that are no boxes or rules. */
  drawings: PrintedPages['drawings'];
  /** Glyphs that print the view's amounts and its quantities with decimals. */
  amounts: ReadonlySet<Glyph>;
  report(code: ProofCode, path: string): void;
  /** Reports a value that is not seen as missing, hidden or too small. */
  reportUnseen(path: string, value: string, kind: ValueKind): void;
};

/**
 * Prepares the input of the proofs; `problems` fills as they report. `own` are the glyphs of the rows' names and values. They
 * are no text of the layout: goods may be called “Nabywca” or “Do zapłaty 5 zł”.
 */
export function openProof(
  view: InvoiceView,
  printed: PrintedPages,
  seen: PrintedText,
  own: ReadonlySet<Glyph>,
): { proof: Proof; problems: ProofProblem[] } {
  const problems: ProofProblem[] = [];
  let everything: PrintedText | undefined;
  const report = (code: ProofCode, path: string) => {
    problems.push({ code, path });
  };
  // Labels may be smaller than facts.
  const readable = printed.glyphs.filter(({ unseen, size }) => !unseen || (unseen === 'small' && size > 4));
  const hasSmall = readable.some(({ unseen }) => unseen === 'small');
  const legible = hasSmall ? printedText(readable) : seen;
  const segments = segmentsOf(legible);
  const labels = glyphsOfLabels(segments);
  const isLabel = ({ glyphs: [first] }: Occurrence) => first !== undefined && labels.has(first);
  const places = textsOf(view).flatMap((text) => legible.find(text, 'text').filter((place) => !isLabel(place)));
  const texts = glyphsOf([...places, ...partiesOf(view).flatMap((name) => legible.find(name, 'text'))]);
  for (const glyph of own) texts.add(glyph);
  const amounts = glyphsOf([...new Set(amountsOf(view))].flatMap((amount) => legible.find(amount, 'reduction')));
  for (const { quantity } of [...view.lines, ...view.deposits])
    if (/[.,]/.test(quantity)) for (const glyph of glyphsOf(legible.find(quantity, 'amount'))) amounts.add(glyph);
  const proof: Proof = {
    view,
    seen,
    amounts,
    whole: segments,
    segments: segments.flatMap((segment) => without(segment, texts)),
    drawings: printed.drawings,
    report,
    reportUnseen(path, value, kind) {
      everything ??= printedText(printed.glyphs.filter(({ unseen }) => unseen !== 'off'));
      const reasons = everything.find(value, kind).flatMap(({ glyphs }) => glyphs.map(({ unseen }) => unseen));
      if (reasons.length === 0) report('fact.missing', path);
      else report(reasons.includes('hidden') || reasons.includes('turned') ? 'fact.hidden' : 'fact.small', path);
    },
  };
  return { proof, problems };
}

/** The places where a value is seen. Reports a value without any, unless foldText() gives an empty text for the value. */
export function seenOrReported(proof: Proof, path: string, value: string, kind: ValueKind): Occurrence[] {
  const found = proof.seen.find(value, kind);
  if (found.length === 0 && foldText(value) !== '') proof.reportUnseen(path, value, kind);
  return found;
}

/** Texts that come from the receipt, the chain or the law and not from the layout. */
function textsOf(view: InvoiceView): string[] {
  const { sales } = view;
  const texts = [
    // The amounts of several ways to pay do not belong to the label beside them.
    ...[view.receiptNote, view.registerNote, view.payments.length > 1 ? view.paidBy : ''],
    ...sales.flatMap((sale) => [
      ...[sale.storeName, sale.storeCode],
      ...[sale.tillUniqueNumber, sale.documentNumber, sale.receiptNumber],
    ]),
    ...view.annotations,
    ...view.codeLabels,
    view.number,
  ];
  return [...new Set(texts)].filter((text) => text !== '');
}

/** Names and addresses. Unlike textsOf(), they are no text of the layout even when they read like a label. */
function partiesOf({ seller, buyer, sales }: InvoiceView): string[] {
  const texts = [
    ...[seller, buyer].flatMap(({ name, address }) => [name, address]),
    ...sales.map((sale) => sale.storeAddress),
  ];
  return [...new Set(texts)].filter((text) => text !== '');
}

/** Glyphs of short segments with a label's meaning. They stay text of the layout when a store has the same name. */
function glyphsOfLabels(segments: readonly Segment[]): Set<Glyph> {
  const isLabel = ({ text }: Segment) => text.length < 30 && meaningsOf(text).size > 0;
  return new Set(segments.filter(isLabel).flatMap(({ glyphs }) => glyphs));
}

/** The number of a sum without its currency, which may be printed on the next line. */
export const numberOf = (sum: string): string => sum.replace(/[^\d\s.,-]/g, '').trim();

/** All amounts in the view, without currency. */
export function amountsOf(view: InvoiceView): string[] {
  const { totals } = view;
  return [
    ...view.lines.flatMap((line) => [
      line.unitPrice,
      line.discount,
      line.ownDiscount,
      line.receiptDiscount,
      line.gross,
    ]),
    ...view.rates.flatMap((rate) => [rate.net, rate.vat, rate.gross]),
    ...view.deposits.flatMap((deposit) => [deposit.unitPrice, deposit.amount]),
    ...[totals.net, totals.vat, totals.gross],
    ...view.payments.map(({ amount }) => amount),
    ...[view.paid, view.due, view.depositsTotal, view.discountsTotal, view.receiptDiscountsTotal].map(numberOf),
  ].filter((amount) => amount !== '');
}

function glyphsOf(occurrences: readonly Occurrence[]): Set<Glyph> {
  return new Set(occurrences.flatMap(({ glyphs }) => glyphs));
}

/** The pieces of a segment that remain when some of its glyphs are taken out. */
function without(segment: Segment, glyphs: ReadonlySet<Glyph>): Segment[] {
  const pieces: Glyph[][] = [[]];
  for (const glyph of segment.glyphs) {
    if (glyphs.has(glyph)) pieces.push([]);
    else pieces.at(-1)?.push(glyph);
  }
  if (pieces.length === 1) return [segment];
  return pieces.filter((piece) => piece.length > 0).map(segmentOf);
}
