/** A name in a template. The editor shows `about` beside it. */
export type Field =
  | { kind: 'text' | 'number' | 'flag'; about: string }
  | { kind: 'list'; about: string; of: Field }
  | { kind: 'group'; about: string; fields: { [name: string]: Field } };

const text = (about: string): Field => ({ kind: 'text', about });
const number = (about: string): Field => ({ kind: 'number', about });
const flag = (about: string): Field => ({ kind: 'flag', about });
const group = (about: string, fields: { [name: string]: Field }): Field => ({ kind: 'group', about, fields });
const list = (about: string, of: Field): Field => ({ kind: 'list', about, of });

const seller = group('The chain', {
  name: text('Name of the seller'),
  nip: text('NIP, as 856-734-62-15'),
  address: text('Address'),
});

const line = group('One line', {
  position: number('Counts from 1'),
  name: text('Name of the goods'),
  quantity: text('Quantity, as 0,326'),
  unit: text('Unit of measure'),
  unitPrice: text('Gross price of one unit'),
  unitPriceMinor: number('The same in grosze'),
  discount: text('Discount, empty when there is none'),
  discountMinor: number('The same in grosze, 0 when there is none'),
  ownDiscount: text('Part of the discount that is the line’s own, empty when there is none'),
  receiptDiscount: text('Part of the discount that is the line’s share of the receipt’s, empty when there is none'),
  gross: text('Gross value after the discount'),
  grossMinor: number('The same in grosze'),
  rate: text('VAT rate, as 23% or zw'),
  letter: text('Letter of the rate on the receipt'),
  sale: number('Which of the sales the line comes from, from 1'),
});

const rate = group('VAT summary of one rate', {
  rate: text('VAT rate, as 23% or zw'),
  net: text('Net value'),
  vat: text('VAT'),
  gross: text('Gross value'),
});

const deposit = group('Returnable packaging of one kind', {
  name: text('Name'),
  quantity: text('Quantity'),
  unitPrice: text('Deposit for one'),
  amount: text('Deposit for all of them'),
});

const sale = group('A sale recorded on a till', {
  position: number('Counts from 1'),
  storeCode: text('Code of the store'),
  storeName: text('Name of the store'),
  storeAddress: text('Address of the store'),
  saleDate: text('Date of sale'),
  tillUniqueNumber: text('Unique number of the till'),
  documentNumber: text('Document number on the receipt'),
  receiptNumber: text('Receipt number, empty when the till printed none'),
});

/** The fields of an invoice template: exactly the keys of InvoiceView. */
export const invoiceFields = group('Invoice', {
  language: text('pl or en'),
  brand: text('Name of the chain as shoppers know it'),
  documentName: text('"Faktura", or "Potwierdzenie transakcji" until KSeF has numbered the invoice'),
  title: text('The document’s name and the number'),
  number: text('Number of the invoice'),
  issueDate: text('Date of issue'),
  saleDate: text('Date of sale'),
  currency: text('PLN'),
  seller,
  buyer: group('The buyer', {
    name: text('Name of the buyer'),
    nip: text('NIP, empty for a private person'),
    address: text('Address, empty when not given'),
    isCompany: flag('True for a company'),
  }),
  receiptNote: text('"Faktura do paragonu fiskalnego nr …"'),
  registerNote: text('"Faktura, o której mowa w art. 109 ust. 3d ustawy"'),
  sales: list('The sales that are invoiced', sale),
  severalSales: flag('True when there is more than one sale'),
  lines: list('The lines', line),
  lineCount: number('How many lines'),
  discountsTotal: text('Sum of the discounts, empty when there are none'),
  receiptDiscountsTotal: text('Sum of the lines’ shares of the receipts’ discounts, empty when there are none'),
  rates: list('VAT summary, a row for each rate', rate),
  totals: group('Sums over all rates', {
    net: text('Net'),
    vat: text('VAT'),
    gross: text('Gross'),
    netMinor: number('Net in grosze'),
    vatMinor: number('VAT in grosze'),
    grossMinor: number('Gross in grosze'),
  }),
  deposits: list('Deposits, outside VAT', deposit),
  depositsTotal: text('Sum of the deposits, empty when there are none'),
  paid: text('What was paid at the till, deposits included'),
  paidMinor: number('The same in grosze'),
  paidBy: text('Ways to pay, with their amounts when there are several'),
  payments: list(
    'What was paid, a row for each way to pay',
    group('One way to pay', { method: text('Way to pay, as karta'), amount: text('What was paid this way') }),
  ),
  due: text('What is still to be paid: 0,00 zł'),
  dueMinor: number('The same in grosze'),
  annotations: list('Legal texts that apply', text('One legal text')),
  codeLabels: list('Words under the QR codes of KSeF', text('KSeF number, OFFLINE or CERTYFIKAT')),
});

/** The fields of a mail template: exactly the keys of MailView. */
export const emailFields = group('Mail', {
  language: text('pl or en'),
  brand: text('Name of the chain as shoppers know it'),
  documentName: text('"Faktura", or "Potwierdzenie transakcji" until KSeF has numbered the invoice'),
  title: text('The document’s name and the number'),
  number: text('Number of the invoice'),
  issueDate: text('Date of issue'),
  saleDate: text('Date of sale'),
  seller,
  buyer: group('The buyer', {
    name: text('Name of the buyer'),
    nip: text('NIP, empty for a private person'),
    isCompany: flag('True for a company'),
  }),
  store: text('Name of the store'),
  lines: list(
    'The first twelve lines',
    group('One line', {
      name: text('Name of the goods'),
      quantity: text('Quantity'),
      unit: text('Unit of measure'),
      gross: text('Gross value'),
    }),
  ),
  lineCount: number('How many lines the invoice has'),
  moreLines: number('How many lines are not listed'),
  depositsTotal: text('Sum of the deposits, empty when there are none'),
  paid: text('What was paid at the till, deposits included'),
  paidMinor: number('The same in grosze'),
  paidBy: text('Ways to pay, with their amounts when there are several'),
});
