import type { Percent } from '../money/rate.ts';

/** What a chain decides about receipts that are not in the native form. */
export type ReceiptFormats = {
  /** Also take a JPK receipt without a signature. */
  unsignedJpk: boolean;
  poslog: PoslogFormat;
};

/** POSLog knows neither Polish tax letters nor the registers' unique numbers; the chain says which is which. */
export type PoslogFormat = {
  /** Whether prices without a TaxIncludedInPriceFlag include tax. */
  taxIncluded: boolean;
  taxGroups: { group: string; letter: string; percent: Percent }[];
  tills: { store: string; workstation: string; uniqueNumber: string }[];
};
