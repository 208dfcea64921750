/** Something a demo chain sells. */
export type Product = {
  name: string;
  /** Gross price of one unit in grosze. */
  price: number;
  letter: string;
  /** "szt." unless said or weighed ("kg"). */
  unit?: string;
  /** Sold by weight or measure: least and most of a purchase. */
  weighed?: readonly [number, number];
  /** Bought in pieces up to this many; one when unset. */
  often?: number;
  /** Name of the packaging that comes with each piece. */
  deposit?: string;
};
