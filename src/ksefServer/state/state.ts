/** All that the server knows, as plain JSON: it is kept in memory and may be kept in a file. Times are milliseconds since 1970. */
export type State = {
  keys: Keys;
  challenges: Record<string, { createdAt: number }>;
  tokens: Record<string, KsefToken>;
  certificates: Record<string, KsefCertificate>;
  enrollments: Record<string, { requestedAt: number; serialNumber: string; nip: string }>;
  authentications: Record<string, Authentication>;
  sessions: Record<string, Session>;
  /** Accepted invoices by KSeF number. */
  accepted: Record<string, AcceptedInvoice>;
  /** KSeF numbers by seller, kind and number of the invoice. */
  numberOf: Record<string, string>;
};

export type Keys = {
  /** Signs KSeF certificates. */
  authority: KeyAndCertificate;
  /** Signs UPO. */
  seal: KeyAndCertificate;
  encryption: EncryptionKey[];
  /** Signs access tokens. Base64. */
  jwtSecret: string;
};

export type KeyAndCertificate = { privateKeyPem: string; certificate: string };

export type EncryptionKey = KeyAndCertificate & {
  usage: 'KsefTokenEncryption' | 'SymmetricKeyEncryption';
  certificateId: string;
  publicKeyId: string;
  validFrom: number;
  validTo: number;
  withdrawn: boolean;
};

export type KsefToken = {
  referenceNumber: string;
  token: string;
  nip: string;
  description: string;
  permissions: string[];
  createdAt: number;
  lastUsedAt?: number;
  status: 'Active' | 'Revoked';
};

export type CertificateType = 'Authentication' | 'Offline';

export type KsefCertificate = {
  serialNumber: string;
  type: CertificateType;
  nip: string;
  name: string;
  /** DER in Base64. */
  certificate: string;
  requestedAt: number;
  lastUsedAt?: number;
  validFrom: number;
  validTo: number;
  revokedAt?: number;
};

export type Status = { code: number; description: string; details?: string[]; extensions?: Record<string, string> };

export type Authentication = {
  referenceNumber: string;
  nip: string;
  method: 'Token' | 'InternalCertificate' | 'QualifiedSeal';
  permissions: string[];
  startedAt: number;
  /** When the outcome can be seen. */
  readyAt: number;
  outcome: Status;
  /** What the UPO says about the sign-in. */
  proof: { tokenReferenceNumber: string } | { documentHash: string };
  redeemed: boolean;
  revoked: boolean;
  lastRefreshAt?: number;
};

export type Session = {
  referenceNumber: string;
  kind: 'online' | 'batch';
  nip: string;
  authentication: string;
  createdAt: number;
  updatedAt: number;
  validUntil: number;
  closedAt?: number;
  /** An error of the whole session. */
  failed?: Status;
  /** AES-256 key and IV in Base64. Undefined when the key could not be decrypted. */
  cipher?: { key: string; iv: string };
  invoices: SessionInvoice[];
  batch?: Batch;
  upoReferenceNumber: string;
};

export type Batch = {
  offlineMode: boolean;
  compression: 'Zip' | 'TarGz';
  fileSize: number;
  fileHash: string;
  parts: { ordinalNumber: number; fileSize: number; fileHash: string; content?: string }[];
};

export type SessionInvoice = {
  referenceNumber: string;
  ordinalNumber: number;
  fileName?: string;
  invoiceHash: string;
  invoiceNumber?: string;
  receivedAt: number;
  readyAt: number;
  mode: 'Online' | 'Offline';
  outcome: Status;
  ksefNumber?: string;
  upoReferenceNumber: string;
  /** A rejected invoice that a technical correction replaced. */
  correctedBy?: string;
};

export type AcceptedInvoice = {
  ksefNumber: string;
  nip: string;
  number: string;
  kind: string;
  issueDate: string;
  hash: string;
  /** The exact bytes in Base64. */
  xml: string;
  mode: 'Online' | 'Offline';
  receivedAt: number;
  acceptedAt: number;
  sessionReferenceNumber: string;
  grossText: string;
  sellerName: string;
  buyer: string;
};
