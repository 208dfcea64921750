import type { ChainSettings } from '../../chains/settings.ts';

export const defaultSettings: ChainSettings = {
  lateRequests: 'refuse',
  simplifiedInvoice: 'block',
  companySelection: 'whole',
  personSelection: 'lines',
  personAddress: 'optional',
  personInKsef: 'no',
  sendsToKsef: 'no',
  numberFormat: 'FP/{store}/{YYYY}/{MM}/{n}',
  correctionNumberFormat: 'KOR/{store}/{YYYY}/{MM}/{n}',
  returnCorrections: 'confirm',
  correctionsWithFp: true,
  exemptionBasis: 'Zwolnienie z VAT: art. 43 ust. 1 ustawy o podatku od towarów i usług',
  documentsPerReceipt: 10,
  documentsPerShopperPerDay: 50,
  receiptMarginDays: 90,
  receiptFormats: { unsignedJpk: false, poslog: { taxIncluded: false, taxGroups: [], tills: [] } },
};
