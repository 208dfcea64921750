import { type Static, Type } from 'typebox';
import { Email, Id, Instant, Language, Nip, Shape, Text } from './common.ts';

/** Where people of the chain help with a receipt; each way is optional. */
export const Contact = Shape({
  phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9][0-9 ()-]{4,28}$', description: 'As printed: 800 123 456' })),
  email: Type.Optional(Email),
  /** A form or help page of the chain. */
  url: Type.Optional(Type.String({ maxLength: 300, format: 'uri', pattern: '^https://' })),
});

/** The public facts of a chain; also written into index.html. */
export const PublicChain = Shape({
  slug: Type.String(),
  name: Type.String(),
  /** A suspended chain shows what was issued; finding receipts and issuing are refused with `chain.suspended`. */
  status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
  languages: Type.Array(Language),
  seller: Shape({ name: Type.String(), nip: Type.String() }),
  contact: Contact,
  theme: Shape({
    /** Path of the stylesheet with the tokens and fonts; changes with every published version. */
    stylesheet: Type.String(),
    /** Path of the logo. */
    logo: Type.String(),
    /** Whether the logo is a lettering, which shows the name itself. */
    wordmark: Type.Boolean(),
    voice: Type.Union([Type.Literal('ty'), Type.Literal('neutral')]),
    themeColor: Shape({ light: Type.String(), dark: Type.String() }),
    /** Background of the pages by day. */
    surface: Type.String(),
  }),
  /** The format of the printed code on this chain's receipts. */
  receiptCode: Shape({ example: Type.String(), groups: Type.Array(Type.Integer()), legacy: Type.Boolean() }),
  personAddress: Type.Union([Type.Literal('optional'), Type.Literal('required')]),
});
export type PublicChain = Static<typeof PublicChain>;

/** Written into index.html as JSON in <script id="boot">. */
export type Boot = {
  site: 'chain' | 'operator' | 'platform' | 'unknown';
  chain?: PublicChain;
  /** The sessions of this browser here, so that pages send no request only to be refused. */
  sessions: { shopper: boolean; office: boolean };
  baseDomain: string;
};

export const Slug = Type.String({ pattern: '^[a-z][a-z0-9]{1,30}$|^[a-z][a-z0-9-]{0,29}[a-z0-9]$' });
export const BaseTheme = Type.Union([Type.Literal('default'), Type.Literal('zielony'), Type.Literal('megadom')]);

export const NewChain = Shape({
  slug: Slug,
  name: Text(80),
  seller: Shape({ name: Text(200), nip: Nip, address: Text(200) }),
  baseTheme: BaseTheme,
  admin: Shape({ email: Email }),
  store: Shape({
    code: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,19}$' }),
    name: Text(120),
    address: Text(200),
  }),
  /** The address for the chain's copy of every invoice; unset: the admin's address. */
  copyEmail: Type.Optional(Email),
  contact: Type.Optional(Contact),
});
export type NewChain = Static<typeof NewChain>;

export const ChainCreated = Shape({
  id: Id,
  slug: Type.String(),
  url: Type.String(),
  /** Shown once, never stored in plain text. */
  posKey: Type.String(),
  admin: Shape({ email: Type.String(), invitationUrl: Type.String() }),
});
export type ChainCreated = Static<typeof ChainCreated>;

export const ChainRow = Shape({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  nip: Type.String(),
  url: Type.String(),
  status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
  createdAt: Instant,
  stores: Type.Integer(),
  receipts30d: Type.Integer(),
  invoices30d: Type.Integer(),
});
export type ChainRow = Static<typeof ChainRow>;

export const PosKeyCreated = Shape({ id: Id, posKey: Type.String() });
