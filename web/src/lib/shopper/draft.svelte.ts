import type { BuyerIn } from '../../../../src/contract/invoices.ts';
import type { FoundReceipt } from '../../../../src/contract/receipts.ts';
import { depositsLeftBy, type SelectionTotals, selectionTotals } from '../../../../src/domain/invoices/selection.ts';
import { sum } from '../../../../src/domain/money/money.ts';
import { priceOf } from '../../../../src/domain/money/quantity.ts';
import { goods } from '../shared/goods.ts';
import {
  type Attempt,
  attemptFor,
  type BuyerForm,
  emptyForm,
  type IssuedInvoice,
  loadDraft,
  type StoredDraft,
  saveDraft,
} from './draftStore.ts';
import {
  allowed,
  asReceipt,
  type BuyerKind,
  eligibilityOf,
  everythingOf,
  type Gathered,
  mayBeTaken,
  refreshed,
  selectionOf,
  setAside,
  type Taken,
} from './gathering.ts';

const idleMs = 150;

/**
 * The invoice in preparation. Every change is stored on the device a moment later. One for each tab, created by the
 * shopper's layout.
 */
export class Draft {
  gathered = $state.raw<Gathered[]>([]);
  earlier = $state.raw<Gathered[][]>([]);
  form = $state.raw<BuyerForm>(emptyForm);
  /** The invoice of the receipts before, for pages that Back opens after issuing. */
  issued = $state.raw<IssuedInvoice>();

  readonly receipts = $derived(this.gathered.map(({ receipt }) => receipt));
  readonly eligibility = $derived(eligibilityOf(this.receipts));
  readonly selection = $derived(selectionOf(this.gathered));
  /** Computed like on the server. Undefined while nothing is selected. */
  readonly totals = $derived.by((): SelectionTotals | undefined =>
    this.selection.length === 0 ? undefined : selectionTotals(this.receipts.map(asReceipt), this.selection, goods),
  );
  /** The chosen kind of buyer, or the first allowed one. */
  readonly buyerKind = $derived.by((): BuyerKind | undefined => {
    const kinds = this.eligibility.filter((answer) => answer.allowed).map((answer) => answer.buyer);
    return kinds.find((kind) => kind === this.#chosenKind) ?? kinds[0];
  });
  readonly nip = $derived(this.receipts[0]?.buyerNip);
  /** Whether everything that is left is selected. */
  readonly takesEverything = $derived(
    this.gathered.every(({ receipt, taken }) => !allowed(receipt) || sameTaken(taken, everythingOf(receipt))),
  );
  /** An order was sent and its answer has not come. */
  waiting = $state(false);
  /** Whether part of these receipts is invoiced already, so that everything left is not everything. */
  readonly isRest = $derived(
    this.receipts.some((receipt) => allowed(receipt) && receipt.lines.some((line) => line.remainingGross < line.gross)),
  );
  /** What the deposits cost that wait for the last part of a receipt. */
  readonly depositsLeft = $derived(
    sum(
      depositsLeftBy(this.receipts.map(asReceipt), this.selection).map((one) => priceOf(one.unitPrice, one.quantity)),
    ),
  );
  /** Whether the content comes from this device's storage and may be outdated. */
  stale = true;

  #chosenKind = $state<BuyerKind>();
  #attempt: StoredDraft['attempt'];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#read();
  }

  /** Takes in what another tab of this device wrote. A change of this tab that is not written yet wins. */
  follow(): void {
    if (this.#timer === undefined) this.#read();
  }

  /** Starts with this receipt, or continues with its stored selection; a selection of other receipts is put aside. */
  open(receipt: FoundReceipt): void {
    const known = [this.gathered, ...this.earlier].find((gathering) => holds(gathering, receipt.id));
    const next = known?.map((one) => (one.receipt.id === receipt.id ? refreshed(one, receipt).gathered : one));
    if (next === undefined || next.length === 1) this.stale = false;
    this.#work(next ?? [withWholeReceipt(receipt)]);
  }

  /** Adds a receipt to the same invoice; a receipt that is already on it is only refreshed. */
  add(receipt: FoundReceipt): void {
    if (holds(this.gathered, receipt.id)) this.refresh(receipt);
    else this.#work([...this.gathered, withWholeReceipt(receipt)]);
  }

  /** Takes the current state of a receipt. True when the selection no longer fitted and was changed. */
  refresh(receipt: FoundReceipt): boolean {
    const before = this.gathered.find((one) => one.receipt.id === receipt.id);
    if (!before) return false;
    const { gathered, changed } = refreshed(before, receipt);
    this.#replace(gathered);
    return changed;
  }

  remove(receiptId: string): void {
    this.gathered = this.gathered.filter(({ receipt }) => receipt.id !== receiptId);
    this.#save();
  }

  /** Returns to a selection that was put aside. */
  resume(gathering: Gathered[]): void {
    this.#work(gathering);
  }

  /** Sets the quantity of one line, if it may be invoiced; without a quantity the line is deselected. */
  take(receiptId: string, lineId: string, quantity: string | undefined): void {
    const one = this.gathered.find(({ receipt }) => receipt.id === receiptId);
    if (!one || one.receipt.selection === 'whole') return;
    const line = one.receipt.lines.find(({ id }) => id === lineId);
    if (!line || (quantity !== undefined && !mayBeTaken(line, quantity))) return;
    const { [lineId]: _, ...others } = one.taken;
    this.#replace({ receipt: one.receipt, taken: quantity === undefined ? others : { ...others, [lineId]: quantity } });
  }

  /** Selects all or nothing of the receipts whose lines may be chosen. */
  takeAll(wanted: boolean): void {
    this.gathered = this.gathered.map((one) => {
      if (one.receipt.selection === 'whole' || !allowed(one.receipt)) return one;
      return { receipt: one.receipt, taken: wanted ? everythingOf(one.receipt) : {} };
    });
    this.#save();
  }

  choose(kind: BuyerKind): void {
    this.#chosenKind = kind;
  }

  fill(form: Partial<BuyerForm>): void {
    this.form = { ...this.form, ...form };
    this.#save();
  }

  /** The idempotency key of this order; the same order gets the same key. */
  keyFor(buyer: BuyerIn): string {
    return this.#attemptFor(buyer).key;
  }

  /** What is sent for this order. From now on its answer is waited for. */
  send(buyer: BuyerIn): Attempt {
    const attempt = this.#attemptFor(buyer);
    this.wait(true);
    return attempt;
  }

  /** An order whose answer never came, because the connection or the page was lost. */
  get pending(): Attempt | undefined {
    return this.waiting ? this.#attempt : undefined;
  }

  wait(waiting: boolean): void {
    this.waiting = waiting;
    this.flush();
  }

  /** Drops the selection, after issuing or by "start over". The typed buyer is kept. */
  clear(issued?: IssuedInvoice): void {
    this.gathered = [];
    this.issued = issued && { id: issued.id, number: issued.number };
    this.#attempt = undefined;
    this.waiting = false;
    this.flush();
  }

  /** Writes what is not written yet, e.g. when the page is put away. Another tab may have written since this one did. */
  settle(): void {
    if (this.#timer !== undefined) this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { gathered, earlier, form, issued, waiting } = this;
    saveDraft({
      ...{ version: 1, gathered, earlier, form },
      ...(this.#attempt && { attempt: this.#attempt }),
      ...(issued && { issued }),
      ...(waiting && { waiting }),
    });
  }

  #attemptFor(buyer: BuyerIn): Attempt {
    const body = JSON.stringify({ lines: this.selection, buyer });
    const attempt = attemptFor(body, this.#attempt, () => crypto.randomUUID());
    this.#attempt = attempt;
    this.flush();
    return attempt;
  }

  #read(): void {
    const stored = loadDraft();
    // An older version of the page may have stored what is refused today.
    const fitting = (gathering: Gathered[]) => gathering.map((one) => refreshed(one, one.receipt).gathered);
    this.gathered = fitting(stored.gathered);
    this.earlier = stored.earlier.map(fitting);
    this.form = { ...emptyForm, ...stored.form };
    this.#attempt = stored.attempt;
    this.issued = stored.issued;
    this.waiting = stored.waiting === true;
  }

  #work(next: Gathered[]): void {
    const current = next.map(({ receipt }) => receipt.id);
    this.earlier = setAside(this.gathered, this.earlier, current);
    this.gathered = next;
    this.issued = undefined;
    this.waiting = false;
    this.#save();
  }

  #replace(gathered: Gathered): void {
    this.gathered = this.gathered.map((one) => (one.receipt.id === gathered.receipt.id ? gathered : one));
    this.#save();
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), idleMs);
  }
}

function holds(gathering: readonly Gathered[], receiptId: string): boolean {
  return gathering.some(({ receipt }) => receipt.id === receiptId);
}

function sameTaken(taken: Taken, everything: Taken): boolean {
  return Object.entries(everything).every(([lineId, quantity]) => taken[lineId] === quantity);
}

function withWholeReceipt(receipt: FoundReceipt): Gathered {
  const taken: Taken = allowed(receipt) ? everythingOf(receipt) : {};
  return { receipt, taken };
}
