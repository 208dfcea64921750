import { isConfirmation } from '../view/view.ts';
import { labelsAround } from './labels.ts';
import type { Glyph } from './page/printedPages.ts';
import type { PlacedRow } from './placeRows.ts';
import type { Proof } from './proof.ts';
import { foldText } from './text/foldText.ts';
import { means } from './text/lexicon.ts';
import type { Segment } from './text/segments.ts';

/** Words of a layout that deny that the document is an invoice, or that change its amounts or their meaning. */
const misleading = [
  /pro\s?-?forma|nie (stanowi|jest) faktur|anulowan|uniewa[żz]nion|not an? (\w+ )?invoice|\bvoid\b|specimen|numer zam[óo]wienia|zam[óo]wienie nr|order (no|number)|не є фактурою|анульован|замовлення №/,
  /w tysi[ąa]cach|tys\. ?z[łl]|in thousands|у тисячах|дюжин|tuzin|dozen|[×x*·•∙⋅✕] ?1[0 ]{1,3}(?![.,]?\d)|razy (dziesi|sto)/,
  /zwr[óo]cono|refunded|nadp[łl]at|do zwrotu|повернено|до повернення/,
];

/** Annotations of art. 106e(1) that the text of a layout must not contain; the view's own annotations are no such text. */
const annotations =
  /odwrotne obci[ąa][żz]enie|reverse charge|metoda kasowa|samofakturowanie|self.?billing|podzielonej p[łl]atno[śs]ci|split payment|зворотне нарахування|касовий метод/;

/** The title of an invoice, alone or before its number. */
const invoiceAlone = /^(faktura|invoice|фактура)( vat)?( nr| no\.?| numer| №)?[\s:#]*$/;

const amountInWords = /z[łl]ot(ych|e|y)\b|\bgrosz|\bzlotys?\b|злот(их|і|ий)|грош(ів|і)/;

/** An invoice number or a receipt number in the layout's own text. */
const ownFacts = [
  /(faktura|invoice)( vat)?( nr| no\.?| numer| number)?[\s:#]*[a-z]{0,4}[/-]?\d/,
  /(paragon|receipt)\p{L}*( fiskaln\p{L}+)?( nr| no\.?| numer| number)?[\s:#]*\d/u,
];
const taxNumber = /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)/g;
const date = /\d{1,2} \p{L}{3,12} \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}/u;

/** Reports text of the layout that contradicts the invoice. */
export function proveWords(proof: Proof, lines: readonly PlacedRow[]): void {
  const dates = new Set([proof.view.issueDate, proof.view.saleDate, ...proof.view.sales.map((sale) => sale.saleDate)]);
  const ownDates = new Set([...dates].flatMap((day) => proof.seen.find(day, 'text').flatMap(({ glyphs }) => glyphs)));
  const nips = [proof.view.seller.nip, proof.view.buyer.nip].map((nip) => foldText(nip).replaceAll('-', ''));
  for (const segment of proof.segments) {
    const text = segment.text.toLowerCase().replace(/\s+/g, ' ');
    if (misleading.some((words) => words.test(text)) || annotations.test(text)) proof.report('text.misleading', '');
    if (amountInWords.test(text)) proof.report('amount.foreign', 'paid');
    const taxNumbers = [...text.matchAll(taxNumber)].map(([found]) => foldText(found).replaceAll('-', ''));
    const isForeign = means(text, 'taxNumber') && taxNumbers.some((one) => !nips.includes(one));
    if (isForeign || ownFacts.some((words) => words.test(text))) proof.report('fact.foreign', '');
    if (date.test(text) && !segment.glyphs.some((glyph) => ownDates.has(glyph)) && isDated(proof, segment))
      proof.report('fact.foreign', 'issueDate');
  }
  if (isConfirmation(proof.view) && proof.segments.some(({ text }) => invoiceAlone.test(text.toLowerCase().trim())))
    proof.report('text.misleading', 'documentName');
  proveParties(proof);
  proveNames(proof, lines);
}

function isDated(proof: Proof, segment: Segment): boolean {
  const texts = [segment, ...labelsAround(proof, segment, { linesAbove: 2 }).slice(0, 1)].map(({ text }) => text);
  return texts.some((text) => means(text, 'issued') || means(text, 'sold'));
}

/** Reports a party's label that is followed by something other than that party. */
function proveParties(proof: Proof): void {
  // A store may be called “Nabywca”. Such a name is no label; the store's address follows it.
  const stores = new Set(proof.view.sales.map(({ storeName }) => foldText(storeName)));
  for (const party of ['seller', 'buyer'] as const) {
    const { name, nip, address } = proof.view[party];
    // What follows the label cannot be compared with a name in a script that foldText() drops. Address and tax number can.
    if (foldText(name) === '') continue;
    const own = new Set(
      [name, nip, address].flatMap((value) => proof.seen.find(value, 'text').flatMap((one) => one.glyphs)),
    );
    for (const label of proof.segments) {
      if (!means(label.text, party) || means(label.text, party === 'seller' ? 'buyer' : 'seller')) continue;
      // A long text that mentions the seller or the buyer is no label.
      if (label.text.replace(/[^\p{L}]/gu, '').length > 24) continue;
      if (label.glyphs.some((glyph) => own.has(glyph)) || stores.has(foldText(label.text))) continue;
      const next = followerOf(proof, label);
      if (next && !next.glyphs.some((glyph) => own.has(glyph))) proof.report('fact.misplaced', `${party}.name`);
    }
  }
}

/** The text after a label: on the label's line without a gap, else beneath the label, else right of it. */
function followerOf(proof: Proof, label: Segment): Segment | undefined {
  const home = proof.whole.find(({ glyphs }) => label.glyphs[0] && glyphs.includes(label.glyphs[0]));
  if (home && home.glyphs.length > label.glyphs.length) return home;
  const y = (label.top + label.bottom) / 2;
  const right = proof.whole
    .filter((one) => one.page === label.page && one.left > label.right && one.top < y && one.bottom > y)
    .sort((a, b) => a.left - b.left)[0];
  const below = proof.whole
    .filter((one) => one.page === label.page && one.top > y && one.top - label.bottom < 1.6 * one.size)
    .filter((one) => one.left < label.right + 4 && one.right > label.left - 4)
    .sort((a, b) => a.top - b.top)[0];
  return below ?? right;
}

/** Reports words of the layout that adjoin a name of goods, other than words that belong to a row. */
function proveNames(proof: Proof, lines: readonly PlacedRow[]): void {
  const pieces = new Map(proof.segments.flatMap((segment) => segment.glyphs.map((glyph) => [glyph, segment] as const)));
  const isAddition = (one: Segment | undefined) =>
    one !== undefined && /\p{L}{3}/u.test(one.text) && !belongsToRow.test(one.text.toLowerCase());
  for (const { anchor } of lines) {
    const [first, last] = [anchor?.glyphs[0], anchor?.glyphs.at(-1)];
    if (!first || !last) continue;
    const beside = [neighbour(proof, last, 1), neighbour(proof, first, -1)].map((glyph) => glyph && pieces.get(glyph));
    if (beside.some(isAddition)) return proof.report('text.misleading', 'lines[].name');
  }
}

/** The next glyph on the line within 0.6 type sizes, right (1) or left (-1). */
function neighbour(proof: Proof, glyph: Glyph, step: 1 | -1): Glyph | undefined {
  const line = proof.seen.lineOf(glyph);
  const next = line[line.indexOf(glyph) + step];
  const gap = next && (step === 1 ? next.left - glyph.right : glyph.left - next.right);
  return gap !== undefined && gap < 0.6 * glyph.size ? next : undefined;
}

const belongsToRow = /rabat|discount|opust|upust|vat|cena|price|kod|ean|gtin|ilo|qty|szt|kwota|warto|netto|brutto/;
