import type { CountryCode } from '../countries/country.ts';
import type { Currency } from '../money/currency.ts';
import type { Buyer } from './buyer.ts';
import type { SelectionTotals } from './selection.ts';

/** A correction changes what an earlier invoice says; the earlier invoice stays as it is. */
export type InvoiceKind = 'invoice' | 'correction';

export type Seller = { name: string; nip: string; address: string };

/** Where a sale was registered: art. 106h(1) wants both numbers kept with the invoice. */
export type RegisteredSale = {
  receiptId: string;
  storeCode: string;
  storeName: string;
  storeAddress: string;
  tillUniqueNumber: string;
  documentNumber: string;
  receiptNumber?: string;
  saleDate: string;
};

/** The legal document as issued; never edited afterwards. Dates are chain-local ISO days. */
export type Invoice = SelectionTotals & {
  id: string;
  kind: InvoiceKind;
  /** The invoice that a correction corrects. */
  correctsId?: string;
  number: string;
  series: string;
  issuedAt: string;
  issueDate: string;
  saleDate: string;
  /** Whose law it was issued under. */
  country: CountryCode;
  currency: Currency;
  seller: Seller;
  buyer: Buyer;
  sales: RegisteredSale[];
  /** Legal texts that apply, e.g. the basis of an exemption. */
  annotations: string[];
};
