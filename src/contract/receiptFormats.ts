import { type Static, Type } from 'typebox';
import { Amount, Id, Instant, Nip, Percent, Shape, Text } from './common.ts';
import { ReceiptIn } from './receipts.ts';

const Signed = Type.Integer({ minimum: -1_000_000_000_000, maximum: 1_000_000_000_000, description: 'Integer grosze' });
const Letter = Type.String({ pattern: '^[A-Z]$' });
const Kept = Type.String({ minLength: 1, maxLength: 256 });

// Registers send more than is described here. The rest is not read, so nothing of it is refused or stored.
const Towar = Type.Object({
  nazwa: Kept,
  idStPTU: Letter,
  ilosc: Type.String({ maxLength: 20, description: 'Decimal comma' }),
  cena: Amount,
  brutto: Signed,
  oper: Type.Boolean({ description: 'true: storno of an earlier line' }),
  jm: Type.Optional(Text(12)),
  rabat: Type.Optional(Type.Object({ wart: Signed })),
});

/** `JPK_KASA_PARAGON` v2-0, the payload that a register signs. */
export const KasaParagonIn = Type.Object({
  dokument: Type.Object({
    naglowek: Type.Object({ wersja: Type.Literal('JPK_KASA_PARAGON_v2-0') }),
    podmiot1: Type.Object({
      NIP: Nip,
      nazwaPod: Type.Optional(Kept),
      adresPod: Type.Object({
        ulica: Type.Optional(Kept),
        nrDomu: Type.Optional(Kept),
        nrLok: Type.Optional(Kept),
        kodPoczt: Kept,
        miejsc: Kept,
      }),
      nrUnik: ReceiptIn.properties.till.properties.uniqueNumber,
    }),
    paragon: Type.Object({
      nrDok: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      nrParag: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
      nrKasy: Type.Optional(Text(20)),
      zakSprzed: ReceiptIn.properties.issuedAt,
      stPTU: Type.Array(
        Type.Object({
          id: Letter,
          wart: Type.Union([Type.Integer({ minimum: 0, maximum: 10_000 }), Type.String({ maxLength: 8 })]),
        }),
        { minItems: 1, maxItems: 7 },
      ),
      pozycja: Type.Array(
        Type.Object({
          towar: Type.Optional(Towar),
          rabat: Type.Optional(
            Type.Object({
              nazwa: Type.Optional(Type.String({ maxLength: 256 })),
              wart: Signed,
              oper: Type.Optional(Type.Boolean()),
            }),
          ),
        }),
        { minItems: 1, maxItems: 5000 },
      ),
      podsum: Type.Object({
        waluta: ReceiptIn.properties.currency,
        sumaBrutto: Amount,
        sumaPod: Amount,
        sumaNetto: Type.Array(Type.Object({ idStPTU: Letter, brutto: Amount, vat: Amount }), { maxItems: 7 }),
      }),
      opak: Type.Optional(
        Type.Object({
          daneOpak: Type.Array(
            Type.Object({
              nazwa: Kept,
              cena: Signed,
              ilosc: Type.Union([
                Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
                Type.String({ maxLength: 20 }),
              ]),
            }),
            { maxItems: 200 },
          ),
          wart: Signed,
        }),
      ),
      total: Type.Object({ zaplZwrot: Signed }),
      platnosc: Type.Array(
        Type.Object({
          reszta: Type.Boolean({ description: 'true: change given back' }),
          forma: Type.Union([
            Type.Integer({ minimum: 0, maximum: 99 }),
            Type.String({ pattern: '^[0-9A-Za-z]{1,10}$' }),
          ]),
          wart: Signed,
        }),
        { minItems: 1, maxItems: 50 },
      ),
    }),
  }),
});
export type KasaParagonIn = Static<typeof KasaParagonIn>;

/** What neither JPK nor POSLog holds and the sender may add. */
export const FormatExtras = Shape({
  store: Type.Optional(ReceiptIn.properties.store.properties.code),
  buyerNip: Type.Optional(Nip),
  code: ReceiptIn.properties.code,
});
export type FormatExtras = Static<typeof FormatExtras>;

/** How the chain's registers and tills speak, as its admin decides. */
export const ReceiptFormats = Shape({
  unsignedJpk: Type.Boolean({ description: 'Also take JPK receipts without a signature' }),
  poslog: Shape({
    taxIncluded: Type.Boolean({ description: 'Prices without TaxIncludedInPriceFlag include tax' }),
    taxGroups: Type.Array(Shape({ group: Text(40), letter: Letter, percent: Percent }), { maxItems: 50 }),
    // Settings are read with every invoice, so this is a list for one chain and no database.
    tills: Type.Array(
      Shape({
        store: Text(40),
        workstation: Text(40),
        uniqueNumber: ReceiptIn.properties.till.properties.uniqueNumber,
      }),
      { maxItems: 2000 },
    ),
  }),
});
export type ReceiptFormats = Static<typeof ReceiptFormats>;

export const NewCertificate = Shape({
  label: Text(80),
  certificate: Type.String({ minLength: 1, maxLength: 16_384, description: 'X.509, PEM or base64 of DER' }),
});
export type NewCertificate = Static<typeof NewCertificate>;

export const CertificateOut = Shape({
  id: Id,
  label: Type.String(),
  subject: Type.String(),
  sha256: Type.String({ description: 'Of the DER form, in hex' }),
  validFrom: Instant,
  validTo: Instant,
  createdAt: Instant,
});
export type CertificateOut = Static<typeof CertificateOut>;
