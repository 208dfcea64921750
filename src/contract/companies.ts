import { type Static, Type } from 'typebox';
import { Day, Nip, Shape } from './common.ts';

export const FindCompany = Shape({ nip: Nip });

/** A company's name and address, and the register that had them on the day `asOf`. */
export const CompanyFound = Shape({
  nip: Nip,
  name: Type.String(),
  address: Type.String(),
  source: Type.Union([Type.Literal('gus'), Type.Literal('white_list'), Type.Literal('vies')]),
  asOf: Day,
});
export type CompanyFound = Static<typeof CompanyFound>;
