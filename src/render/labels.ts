import type { Language } from '../domain/format.ts';

const pl = {
  invoice: 'Faktura',
  invoiceNumber: 'Numer faktury',
  issueDate: 'Data wystawienia',
  saleDate: 'Data sprzedaży',
  seller: 'Sprzedawca',
  buyer: 'Nabywca',
  nip: 'NIP',
  address: 'Adres',
  position: 'Lp.',
  name: 'Nazwa towaru lub usługi',
  quantity: 'Ilość',
  unit: 'J.m.',
  unitPrice: 'Cena brutto',
  discount: 'Rabat',
  gross: 'Wartość brutto',
  rate: 'VAT',
  vatSummary: 'Podsumowanie VAT',
  vatRate: 'Stawka VAT',
  netValue: 'Wartość netto',
  vatAmount: 'Kwota VAT',
  grossValue: 'Wartość brutto',
  total: 'Razem',
  discountsIncluded: 'W cenach uwzględniono rabaty',
  deposits: 'Kaucje (poza VAT)',
  deposit: 'Opakowanie zwrotne',
  depositPrice: 'Kaucja',
  depositsTotal: 'Kaucje razem',
  due: 'Do zapłaty',
  paid: 'Zapłacono przy kasie',
  currency: 'Waluta',
  sales: 'Sprzedaż zarejestrowana na kasie',
  store: 'Sklep',
  receiptNumber: 'Nr paragonu',
  documentNumber: 'Nr dokumentu',
  tillUniqueNumber: 'Nr unikatowy kasy',
  annotations: 'Uwagi',
  registerNote: 'Faktura, o której mowa w art. 109 ust. 3d ustawy',
  page: 'Strona',
  pageOf: 'z',
  download: 'Pobierz fakturę',
  attached: 'Faktura w PDF jest w załączniku.',
  items: 'Pozycje',
  otherLayout:
    'Faktura jest w prostym układzie: własny układ sieci nie pokazał wszystkich danych, których wymaga prawo. Szczegóły: Szablony.',
  noReply: 'Ta wiadomość została wysłana automatycznie.',
} as const;

export type LabelKey = keyof typeof pl;

const en: Record<LabelKey, string> = {
  invoice: 'Invoice',
  invoiceNumber: 'Invoice number',
  issueDate: 'Issue date',
  saleDate: 'Sale date',
  seller: 'Seller',
  buyer: 'Buyer',
  nip: 'Tax ID (NIP)',
  address: 'Address',
  position: 'No.',
  name: 'Goods or service',
  quantity: 'Quantity',
  unit: 'Unit',
  unitPrice: 'Gross price',
  discount: 'Discount',
  gross: 'Gross value',
  rate: 'VAT',
  vatSummary: 'VAT summary',
  vatRate: 'VAT rate',
  netValue: 'Net value',
  vatAmount: 'VAT amount',
  grossValue: 'Gross value',
  total: 'Total',
  discountsIncluded: 'Prices include discounts of',
  deposits: 'Deposits (outside VAT)',
  deposit: 'Returnable packaging',
  depositPrice: 'Deposit',
  depositsTotal: 'Deposits in total',
  due: 'Amount due',
  paid: 'Paid at the till',
  currency: 'Currency',
  sales: 'Sale recorded on a cash register',
  store: 'Store',
  receiptNumber: 'Receipt no.',
  documentNumber: 'Document no.',
  tillUniqueNumber: 'Unique register no.',
  annotations: 'Notes',
  registerNote: 'Faktura, o której mowa w art. 109 ust. 3d ustawy (an invoice to a fiscal receipt)',
  page: 'Page',
  pageOf: 'of',
  download: 'Download the invoice',
  attached: 'The invoice is attached as a PDF.',
  items: 'Items',
  otherLayout:
    'The invoice is in a plain layout: the chain’s own did not show every fact that the law asks for. See Templates for details.',
  noReply: 'This message was sent automatically.',
};

/** Every fixed word of a document; a template writes them as `{{t "issueDate"}}`. */
export const labels: Record<Language, Record<LabelKey, string>> = { pl, en };

/** "Faktura do paragonu fiskalnego nr 570"; art. 106b(3) and (5): the invoice belongs to a recorded sale. */
export function receiptNote(numbers: string[], language: Language): string {
  const list = numbers.join(', ');
  const one = numbers.length === 1;
  if (language === 'en') return `Invoice to fiscal receipt${one ? '' : 's'} no. ${list}`;
  return `Faktura do ${one ? 'paragonu fiskalnego' : 'paragonów fiskalnych'} nr ${list}`;
}
