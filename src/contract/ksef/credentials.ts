import { type Static, Type } from 'typebox';
import { ksefCredentialKinds, ksefTrialOutcomes } from '../../domain/chains/ksefAccess.ts';
import { ksefPauseReasons } from '../../domain/chains/ksefPause.ts';
import { Instant, Shape } from '../common.ts';

/** `offline`: the certificate of type Offline, which signs KOD II on confirmations and never signs in. */
export const KsefCredentialKind = Type.Enum([...ksefCredentialKinds]);

/** What an office sees of a credential: never the token or the key. */
export const KsefCredentialOut = Shape({
  kind: KsefCredentialKind,
  subject: Type.Optional(Type.String()),
  serialNumber: Type.Optional(Type.String({ description: 'Hexadecimal' })),
  validFrom: Type.Optional(Instant),
  validTo: Type.Optional(Instant),
  createdAt: Instant,
  /** The last sign-in with it: when it was entered, or a test since then. `begun` while a worker tries. Not of `offline`. */
  trial: Type.Optional(
    Shape({
      outcome: Type.Enum(['begun', ...ksefTrialOutcomes]),
      words: Type.Optional(Type.String({ description: 'KSeF’s reason' })),
      at: Instant,
    }),
  ),
});
export type KsefCredentialOut = Static<typeof KsefCredentialOut>;

export const KsefOut = Shape({
  environment: Type.Enum(['off', 'test', 'demo', 'production', 'own']),
  /** Whether new invoices for companies are sent. */
  sending: Type.Boolean(),
  /** Nothing is sent until then; the invoices wait and follow by themselves. */
  pause: Type.Optional(Shape({ reason: Type.Enum([...ksefPauseReasons]), since: Instant, until: Instant })),
  credentials: Type.Array(KsefCredentialOut),
});
export type KsefOut = Static<typeof KsefOut>;

export const NewKsefToken = Shape({
  token: Type.String({
    minLength: 20,
    // RSA-OAEP with SHA-256 and 2048 bits encrypts 190 bytes: the token, a separator and 13 digits of a time.
    maxLength: 176,
    pattern: '^[\\x21-\\x7e]+$',
    description: 'As KSeF shows it once',
  }),
});
export type NewKsefToken = Static<typeof NewKsefToken>;

export const NewKsefCertificate = Shape({
  certificate: Type.String({ minLength: 1, maxLength: 16_384, description: 'X.509, PEM or base64 of DER' }),
  privateKey: Type.String({ minLength: 1, maxLength: 16_384, description: 'PEM: RSA of 2048 bits or more, or P-256' }),
  passphrase: Type.Optional(Type.String({ minLength: 1, maxLength: 1024, description: 'Of an encrypted key' })),
});
export type NewKsefCertificate = Static<typeof NewKsefCertificate>;

export const KsefSending = Shape({ sending: Type.Boolean() });
export type KsefSending = Static<typeof KsefSending>;
