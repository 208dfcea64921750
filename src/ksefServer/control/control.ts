import { randomBytes } from 'node:crypto';
import { issueCertificate, type KeyKind } from '../crypto/certificates.ts';
import type { Aim, Fault } from '../faults/faults.ts';
import type { LimitSetting, RateLimits } from '../limits/rateLimits.ts';
import { newEncryptionKey } from '../state/newState.ts';
import { newReference } from '../state/references.ts';
import type { AcceptedInvoice, CertificateType, KsefToken } from '../state/state.ts';
import type { World } from '../world.ts';

const day = 24 * 3_600_000;
const allRights = ['InvoiceRead', 'InvoiceWrite', 'CredentialsRead', 'CredentialsManage', 'Introspection'];

/** What a person does elsewhere (in a tax office, on the ministry's site), and what tests ask of the server. */
export type Control = {
  /** A KSeF token of a NIP. `wanted` registers a known token again, so that a demo keeps its own over restarts. */
  registerContext: (nip: string, wanted?: string) => { token: string; referenceNumber: string };
  revokeToken: (referenceNumber: string) => void;
  /** A certificate of two years with its private key, PEM. */
  enrolCertificate: (nip: string, type: CertificateType, kind?: KeyKind) => Promise<EnrolledCertificate>;
  revokeCertificate: (serialNumber: string) => void;
  expireCertificate: (serialNumber: string) => void;
  /** New public keys. The old ones are refused with 21470. */
  renewEncryptionKeys: () => Promise<void>;
  addFault: (fault: Fault, aim?: Aim) => void;
  clearFaults: () => void;
  setLimits: (setting: LimitSetting) => void;
  /** All invoices with a number, in the order of acceptance. */
  accepted: () => AcceptedInvoice[];
};

export type EnrolledCertificate = { serialNumber: string; certificatePem: string; privateKeyPem: string };

export function controlOf(world: World, limits: RateLimits, changed: () => void): Control {
  const { state } = world;
  return {
    registerContext: (nip, wanted) => {
      const token = tokenOf(world, nip, wanted);
      changed();
      return { token: token.token, referenceNumber: token.referenceNumber };
    },
    revokeToken: (referenceNumber) => {
      known(state.tokens[referenceNumber], referenceNumber).status = 'Revoked';
      changed();
    },
    enrolCertificate: async (nip, type, kind = 'ec') => {
      const enrolled = await enrol(world, nip, type, kind);
      changed();
      return enrolled;
    },
    revokeCertificate: (serialNumber) => {
      known(state.certificates[serialNumber], serialNumber).revokedAt = world.now();
      changed();
    },
    expireCertificate: (serialNumber) => {
      known(state.certificates[serialNumber], serialNumber).validTo = world.now() - 1;
      changed();
    },
    renewEncryptionKeys: async () => {
      for (const key of state.keys.encryption) key.withdrawn = true;
      state.keys.encryption.push(await newEncryptionKey('KsefTokenEncryption', world.now()));
      state.keys.encryption.push(await newEncryptionKey('SymmetricKeyEncryption', world.now()));
      changed();
    },
    addFault: world.faults.add,
    clearFaults: world.faults.clear,
    setLimits: (setting) => {
      limits.setting = setting;
    },
    accepted: () => Object.values(state.accepted),
  };
}

function tokenOf({ state, now }: World, nip: string, wanted: string | undefined): KsefToken {
  const referenceNumber = newReference('EC', now());
  const token = wanted ?? `${referenceNumber}|nip-${nip}|${randomBytes(32).toString('hex')}`;
  const same = Object.values(state.tokens).find((one) => one.nip === nip && one.token === token);
  if (same) return same;
  const description = 'Token of the local server';
  const facts = { nip, token, referenceNumber, description, permissions: allRights };
  const made: KsefToken = { ...facts, createdAt: now(), status: 'Active' };
  state.tokens[referenceNumber] = made;
  return made;
}

async function enrol(
  { state, now }: World,
  nip: string,
  type: CertificateType,
  kind: KeyKind,
): Promise<EnrolledCertificate> {
  const { authority } = state.keys;
  const signer = {
    certificateDer: Buffer.from(authority.certificate, 'base64'),
    privateKeyPem: authority.privateKeyPem,
  };
  const lifetime = { from: now() - day, to: now() + 730 * day };
  const name = `${type} ${nip}`;
  const { serialNumber, certificateDer, privateKeyPem } = await issueCertificate(
    kind,
    { commonName: name, nip },
    lifetime,
    signer,
  );
  const certificate = certificateDer.toString('base64');
  state.certificates[serialNumber] = {
    ...{ serialNumber, type, nip, name, certificate, requestedAt: now() },
    ...{ validFrom: lifetime.from, validTo: lifetime.to },
  };
  return { serialNumber, certificatePem: pem(certificate), privateKeyPem };
}

function pem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function known<Value>(value: Value | undefined, key: string): Value {
  if (value === undefined) throw new RangeError(`unknown: ${key}`);
  return value;
}
