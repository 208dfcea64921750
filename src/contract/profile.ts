import { type Static, Type } from 'typebox';
import { accountantModes } from '../domain/invoices/accountant.ts';
import { Day, Email, Id, Instant, Language, Month, Shape, Text } from './common.ts';
import { DeliveryOut } from './invoices.ts';

export const AccountantMode = Type.Enum([...accountantModes]);

const AccountantState = Type.Union([Type.Literal('asked'), Type.Literal('confirmed'), Type.Literal('stopped')]);
export type AccountantState = Static<typeof AccountantState>;

export const AccountantIn = Shape({ address: Email, mode: AccountantMode });
export type AccountantIn = Static<typeof AccountantIn>;

export const AccountantOut = Shape({
  address: Type.String(),
  mode: AccountantMode,
  state: AccountantState,
  askedAt: Instant,
  confirmedAt: Type.Optional(Instant),
  stoppedAt: Type.Optional(Instant),
  /** The mails with a month's invoices, newest first. */
  months: Type.Array(
    Shape({ month: Type.String(), state: DeliveryOut.properties.state, sentAt: Type.Optional(Instant) }),
  ),
});
export type AccountantOut = Static<typeof AccountantOut>;

const most = { minLength: 1, maxLength: 100 };
/** From a mail to an accountant's address: proves that the caller reads the mails of the address. */
export const AccountantToken = Shape({ token: Type.String(most) });

/** What the reader of an accountant's mails is asked about. */
export const AccountantAsked = Shape({
  from: Type.String({ description: 'The e-mail address of the shopper' }),
  address: Type.String(),
  mode: AccountantMode,
  state: AccountantState,
});
export type AccountantAsked = Static<typeof AccountantAsked>;

/** A field that is not sent is empty from then on. */
export const ProfileIn = Shape({ name: Type.Optional(Text(150)), language: Type.Optional(Language) });
export type ProfileIn = Static<typeof ProfileIn>;

export const SessionOut = Shape({
  id: Id,
  /** "Firefox, Android"; not there for an unknown browser. */
  browser: Type.Optional(Type.String()),
  openedAt: Instant,
  seenAt: Instant,
  isThisOne: Type.Boolean(),
});

/** An acceptance of electronic invoices (art. 106n of the VAT act): the version of the sentence and the language it stood in. */
const ConsentOut = Shape({
  version: Type.Integer(),
  language: Language,
  acceptedAt: Instant,
  withdrawnAt: Type.Optional(Instant),
});

export const ProfileOut = Shape({
  email: Type.String(),
  name: Type.Optional(Type.String()),
  language: Type.Optional(Language),
  createdAt: Instant,
  sessions: Type.Array(SessionOut),
  accountant: Type.Optional(AccountantOut),
  /** Newest first. */
  consents: Type.Array(ConsentOut),
  /** What stays when the account is erased: how many, and until which day the law keeps the last of them. */
  invoices: Shape({ count: Type.Integer(), keptUntil: Type.Optional(Day) }),
});
export type ProfileOut = Static<typeof ProfileOut>;

export const MonthQuery = Shape({ month: Month });
