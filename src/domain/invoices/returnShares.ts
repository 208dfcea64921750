import type { Country } from '../countries/country.ts';
import { type Minor, minor, sum } from '../money/money.ts';
import { formatQuantity, parseQuantity } from '../money/quantity.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { grossOfPart, partRefusal } from '../receipts/linePart.ts';

/** Where a sold quantity of a line is now: still open to invoice, or at a position of an invoice. */
export type ReturnSource = { quantity: string; gross: Minor; invoice?: { id: string; position: number } };

/** What goes back of a line; `gross` is what the till paid back, where it says so. `index` points into the request. */
export type ReturnedQuantity = { index: number; quantity: string; unit: string; gross?: Minor | undefined };

/**
 * Takes a returned quantity from its sources in their order. Each share costs what `grossOfPart` gives; where the till names
 * the amount paid back for a part of the line, the last share takes the difference. The amount of a whole source is fixed.
 * Throws Problem line.quantity_invalid, line.pieces_only, line.too_many_places, return.exceeds_sale or return.gross_invalid.
 */
export function returnShares(
  sources: readonly ReturnSource[],
  returned: ReturnedQuantity,
  country: Pick<Country, 'isPieceUnit'>,
): ReturnSource[] {
  const wanted = readQuantity(returned.quantity);
  if (wanted === undefined || wanted === 0n) throw refusal('line.quantity_invalid', returned, 'quantity');
  const left = sources.reduce((total, source) => total + parseQuantity(source.quantity), 0n);
  if (wanted > left)
    throw refusal('return.exceeds_sale', returned, 'quantity', { remainingQuantity: formatQuantity(left) });
  const grossLeft = sum(sources.map((source) => source.gross));
  const whole = {
    quantity: formatQuantity(left),
    unit: returned.unit,
    gross: grossLeft,
    remainingQuantity: formatQuantity(left),
    remainingGross: grossLeft,
  };
  const refused = grossLeft > 0 ? partRefusal(whole, wanted, country) : undefined;
  if (refused && refused.code !== 'line.part_too_small') throw refusal(refused.code, returned, 'quantity', refused);
  return withPaidBack(sharesOf(sources, wanted), sources, returned);
}

function sharesOf(sources: readonly ReturnSource[], wanted: bigint): ReturnSource[] {
  let missing = wanted;
  const shares: ReturnSource[] = [];
  for (const source of sources) {
    const there = parseQuantity(source.quantity);
    const taken = least(missing, there);
    if (taken === 0n) continue;
    const gross = grossOfPart({ remainingQuantity: source.quantity, remainingGross: source.gross }, taken);
    shares.push({ ...source, quantity: formatQuantity(taken), gross });
    missing -= taken;
  }
  return shares;
}

function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function withPaidBack(
  shares: ReturnSource[],
  sources: readonly ReturnSource[],
  returned: ReturnedQuantity,
): ReturnSource[] {
  const last = shares.at(-1);
  const source = sources.find((one) => one.invoice?.id === last?.invoice?.id);
  const { gross } = returned;
  if (gross === undefined || !last || !source || last.quantity === source.quantity) return shares;
  const rest = gross - sum(shares.slice(0, -1).map((share) => share.gross));
  if (rest <= 0 || rest >= source.gross) throw refusal('return.gross_invalid', returned, 'gross');
  return [...shares.slice(0, -1), { ...last, gross: minor(rest) }];
}

function readQuantity(text: string): bigint | undefined {
  try {
    return parseQuantity(text);
  } catch {
    // The caller refuses the line with a code of its own.
    return undefined;
  }
}

function refusal(
  code: ProblemCode,
  { index }: ReturnedQuantity,
  field: 'quantity' | 'gross',
  params: Record<string, unknown> = {},
): Problem {
  return new Problem(code, params, [{ pointer: `/lines/${index}/${field}`, code, params }]);
}
