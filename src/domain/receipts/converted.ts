import type { BadField } from '../problem.ts';
import type { PushedReceipt } from './pushedReceipt.ts';

/** What other forms of a receipt do not hold and their sender may add. `store` is the chain's code of the store. */
export type ReceiptExtras = { store?: string; buyerNip?: string; code?: string };

/** A receipt before it is checked as every receipt is: its currency is whatever the till says. */
export type ConvertedReceipt = Omit<PushedReceipt, 'currency'> & { currency: string };

/** A receipt in the native form, or what cannot be read; pointers are into what was sent. */
export type Converted = { ok: true; receipt: ConvertedReceipt } | { ok: false; errors: BadField[] };
