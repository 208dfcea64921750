/** A product of a demo chain. */
export type Product = {
  name: string;
  /** Gross price of one unit in grosze. */
  price: number;
  letter: string;
  /** Unset: "kg" for weighed products, else "szt.". */
  unit?: string;
  /** Smallest and largest quantity of a purchase, for products sold by weight or measure. */
  weighed?: readonly [number, number];
  /** Largest number of pieces in a purchase; unset means 1. */
  often?: number;
  /** Name of the returnable packaging of each piece, a key of `depositPrices`. */
  deposit?: string;
};
