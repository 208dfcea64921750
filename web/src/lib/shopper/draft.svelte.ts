import type { BuyerIn } from '../../../../src/contract/invoices.ts';
import type { FoundReceipt } from '../../../../src/contract/receipts.ts';
import { type SelectionTotals, selectionTotals } from '../../../../src/domain/invoices/selection.ts';
import { country } from '../shared/country.ts';
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

/** The invoice being put together. Every change is on the device a moment later; one a tab, made by the shopper's layout. */
export class Draft {
  gathered = $state.raw<Gathered[]>([]);
  earlier = $state.raw<Gathered[][]>([]);
  form = $state.raw<BuyerForm>(emptyForm);
  /** What became of the receipts that were here last; Back after issuing leads to pages that have nothing else to show. */
  issued = $state.raw<IssuedInvoice>();

  readonly receipts = $derived(this.gathered.map(({ receipt }) => receipt));
  readonly eligibility = $derived(eligibilityOf(this.receipts));
  readonly selection = $derived(selectionOf(this.gathered));
  /** The same arithmetic as the server's. Undefined while nothing is taken. */
  readonly totals = $derived.by((): SelectionTotals | undefined =>
    this.selection.length === 0 ? undefined : selectionTotals(this.receipts.map(asReceipt), this.selection, country),
  );
  /** The chosen kind of buyer, or the first that is allowed. */
  readonly buyerKind = $derived.by((): BuyerKind | undefined => {
    const kinds = this.eligibility.filter((answer) => answer.allowed).map((answer) => answer.buyer);
    return kinds.find((kind) => kind === this.#chosenKind) ?? kinds[0];
  });
  readonly nip = $derived(this.receipts[0]?.buyerNip);
  /** Nothing that is left was deselected or lowered. */
  readonly takesEverything = $derived(
    this.gathered.every(({ receipt, taken }) => !allowed(receipt) || sameTaken(taken, everythingOf(receipt))),
  );
  /** An order was sent and its answer has not come. */
  waiting = $state(false);
  /** What is here came from this device's storage and may be out of date. */
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

  /** Starts with this receipt, or goes on where it was left; what was gathered before is put aside, not lost. */
  open(receipt: FoundReceipt): void {
    const known = [this.gathered, ...this.earlier].find((gathering) => holds(gathering, receipt.id));
    const next = known?.map((one) => (one.receipt.id === receipt.id ? refreshed(one, receipt).gathered : one));
    if (next === undefined || next.length === 1) this.stale = false;
    this.#work(next ?? [freshly(receipt)]);
  }

  /** Adds a receipt to the same invoice; one that is there already is only refreshed. */
  add(receipt: FoundReceipt): void {
    if (holds(this.gathered, receipt.id)) this.refresh(receipt);
    else this.#work([...this.gathered, freshly(receipt)]);
  }

  /** Takes in what a receipt looks like now. True when the choice no longer fitted and was changed. */
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

  /** Goes back to a gathering that was put aside. */
  resume(gathering: Gathered[]): void {
    this.#work(gathering);
  }

  /** Sets the quantity of one line, where it may be invoiced; without a quantity the line is not taken. */
  take(receiptId: string, lineId: string, quantity: string | undefined): void {
    const one = this.gathered.find(({ receipt }) => receipt.id === receiptId);
    if (!one || one.receipt.selection === 'whole') return;
    const line = one.receipt.lines.find(({ id }) => id === lineId);
    if (!line || (quantity !== undefined && !mayBeTaken(line, quantity))) return;
    const { [lineId]: _, ...others } = one.taken;
    this.#replace({ receipt: one.receipt, taken: quantity === undefined ? others : { ...others, [lineId]: quantity } });
  }

  /** All or nothing of the receipts where lines may be chosen. */
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

  /** What is sent for this order, the same key again for the same order. From now on its answer is waited for. */
  send(buyer: BuyerIn): Attempt {
    const body = JSON.stringify({ lines: this.selection, buyer });
    const attempt = attemptFor(body, this.#attempt, () => crypto.randomUUID());
    this.#attempt = attempt;
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

  /** Drops what was gathered, after issuing or by "start over". What was typed about the buyer stays. */
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

  #read(): void {
    const stored = loadDraft();
    // What an older page put here may be what is refused today.
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

function freshly(receipt: FoundReceipt): Gathered {
  const taken: Taken = allowed(receipt) ? everythingOf(receipt) : {};
  return { receipt, taken };
}
