import type { CountryCode } from '../countries/country.ts';
import type { Currency } from '../money/currency.ts';
import type { Buyer } from './buyer.ts';
import type { SelectionTotals } from './selection.ts';

/** A correction changes the content of an earlier invoice; the earlier invoice itself stays unchanged. */
export type InvoiceKind = 'invoice' | 'correction';

export type Seller = { name: string; nip: string; address: string };

/** Where a sale was registered; art. 106h(1) requires both numbers to be kept with the invoice. */
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

/** The legal document as issued; never edited afterwards. Dates are ISO days in the chain's zone. */
export type Invoice = SelectionTotals & {
  id: string;
  kind: InvoiceKind;
  /** The invoice that this correction corrects. */
  correctsId?: string;
  number: string;
  series: string;
  issuedAt: string;
  issueDate: string;
  saleDate: string;
  /** The country whose law applied at issue. */
  country: CountryCode;
  currency: Currency;
  seller: Seller;
  buyer: Buyer;
  sales: RegisteredSale[];
  /** Legal texts that apply, for example the basis of an exemption. */
  annotations: string[];
};
