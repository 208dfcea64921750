import type { RateLabels } from '../../format.ts';

/** Short names of the rates that are not percentages, as Polish invoices print them. */
export const rateLabels: RateLabels = {
  intra_community: { pl: '0% WDT', en: '0% intra-Community supply' },
  export: { pl: '0% EX', en: '0% export' },
  exempt: { pl: 'zw.', en: 'exempt' },
  reverse_charge: { pl: 'oo', en: 'reverse charge' },
  outside_scope: { pl: 'np I', en: 'outside scope' },
  outside_scope_eu_service: { pl: 'np II', en: 'outside scope (EU service)' },
};
