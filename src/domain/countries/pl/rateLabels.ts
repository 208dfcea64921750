import type { RateLabels } from '../../format.ts';

/** Short names of the rates that are not percentages, as Polish invoices print them. */
export const rateLabels: RateLabels = {
  intra_community: { pl: '0% WDT', en: '0% intra-Community supply', uk: '0% постачання в межах ЄС' },
  export: { pl: '0% EX', en: '0% export', uk: '0% експорт' },
  exempt: { pl: 'zw.', en: 'exempt', uk: 'звільнено' },
  reverse_charge: { pl: 'oo', en: 'reverse charge', uk: 'зворотне нарахування' },
  outside_scope: { pl: 'np I', en: 'outside scope', uk: 'поза сферою VAT' },
  outside_scope_eu_service: { pl: 'np II', en: 'outside scope (EU service)', uk: 'поза сферою VAT (послуга в ЄС)' },
};
