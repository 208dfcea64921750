import type { Country } from '../country.ts';
import { annotationsOf } from './annotations.ts';
import { nextBusinessDay } from './businessDays.ts';
import { issueNoLaterThan, keptUntil, lastRequestDay, receiptKeptUntil } from './deadlines.ts';
import { drawNip } from './drawNip.ts';
import { assertMayInvoice, eligibility, invoiceItselfUpTo } from './eligibility.ts';
import { isKsefNumber } from './identifiers/ksefNumber.ts';
import { ksefFile } from './ksef/ksefFile.ts';
import { ledgerMark } from './ksef/ledgerMark.ts';
import { labels } from './labels.ts';
import { paymentMethod } from './paymentWords.ts';
import { rateCode } from './rates.ts';
import { defaultSettings } from './settings.ts';
import { polishGoods } from './shownGoods.ts';
import { shownPoland } from './shownPoland.ts';

export const poland: Country = {
  ...shownPoland,
  ...polishGoods,
  taxId: { ...shownPoland.taxId, draw: drawNip },
  rateCode,
  paymentMethod,
  eligibility: { answers: eligibility, assertMayInvoice, invoiceItselfUpTo },
  deadlines: { lastRequestDay, issueNoLaterThan, keptUntil, receiptKeptUntil },
  annotations: annotationsOf,
  labels,
  // Source: FA(3) `P_2`. Each series is consecutive, and may restart each month or year: art. 106e(1)(2).
  numbering: { mostCharacters: 256 },
  fiscalChannel: {
    kind: 'ksef',
    isNumber: isKsefNumber,
    file: ksefFile,
    // An invoice that is not handed over on its own day is one of mode offline24. Source: art. 106nda(3).
    handOverBy: nextBusinessDay,
    ledgerMark,
  },
  // Source: art. 106j. An invoice accepted by KSeF can be neither changed nor cancelled.
  correctedBy: 'correction',
  defaultSettings,
};
