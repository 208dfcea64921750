/**
 * An e-receipt as Polish cash registers send it: the parts of `JPK_KASA_PARAGON` v2-0 that an invoice needs. Amounts are
 * integer grosze. Fields that are not listed here (cashier, card scheme, loyalty number) are never read.
 */
export type KasaParagon = {
  dokument: {
    naglowek: { wersja: string };
    podmiot1: {
      NIP: string;
      nazwaPod?: string;
      adresPod: { ulica?: string; nrDomu?: string; nrLok?: string; kodPoczt: string; miejsc: string };
      /** The unique number of the register. */
      nrUnik: string;
    };
    paragon: Paragon;
  };
};

export type Paragon = {
  nrDok: number;
  nrParag?: number;
  nrKasy?: string;
  /** End of the sale, RFC 3339. */
  zakSprzed: string;
  /** The receipt's own table of rates: 2300 is 23 %, "ZW" is exempt. */
  stPTU: { id: string; wart: number | string }[];
  pozycja: Pozycja[];
  podsum: {
    waluta: string;
    sumaBrutto: number;
    /** VAT of all rates. */
    sumaPod: number;
    /** For each rate the gross sum after all discounts, and the VAT in it. */
    sumaNetto: { idStPTU: string; brutto: number; vat: number }[];
  };
  /** Returnable packaging: the deposit paid, or with a negative price or quantity the deposit given back. */
  opak?: { daneOpak: { nazwa: string; cena: number; ilosc: number | string }[]; wart: number };
  total: { zaplZwrot: number };
  /** `reszta` marks the change given back. */
  platnosc: { reszta: boolean; forma: string | number; wart: number }[];
};

/** One line of the receipt's body: goods, or a discount on the receipt. */
export type Pozycja = { towar?: Towar; rabat?: { nazwa?: string; wart: number; oper?: boolean } };

export type Towar = {
  /** Padded with spaces and ending with the tax letter. */
  nazwa: string;
  idStPTU: string;
  /** Decimal comma: "0,326". */
  ilosc: string;
  cena: number;
  /** Value after the line's own discount. */
  brutto: number;
  /** True for a storno, which cancels an earlier line. */
  oper: boolean;
  jm?: string;
  /** The line's own discount, as a negative amount. */
  rabat?: { wart: number };
};

/** The version that is understood. */
export const kasaParagonVersion = 'JPK_KASA_PARAGON_v2-0';
