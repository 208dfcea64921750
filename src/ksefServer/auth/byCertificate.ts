import { createHash, type X509Certificate } from 'node:crypto';
import { XmlDocument } from 'libxml2-wasm';
import { verifyXades } from '../crypto/xmlSignature.ts';
import { KsefError } from '../http/errors.ts';
import type { Authentication, Status } from '../state/state.ts';
import type { Call, Reply, World } from '../world.ts';
import { signedIn, startAuthentication } from './authentications.ts';
import { useChallenge } from './challenge.ts';

const refusals = { unreadable: 9101, unsigned: 9102, several: 9103, wrong: 9105 } as const;
const ownerRights = ['InvoiceRead', 'InvoiceWrite', 'CredentialsRead', 'CredentialsManage', 'Introspection'];

/**
 * `post /auth/xades-signature`. A KSeF certificate of type Authentication, or, as in the test environment, a self-signed seal
 * with the NIP of the context. Source: podpis-xades.md, certyfikaty-KSeF.md.
 */
export async function authenticateByCertificate(world: World, { body, query }: Call): Promise<Reply> {
  const xml = String(body ?? '');
  const verdict = verifyXades(xml);
  if (!verdict.valid) throw new KsefError(refusals[verdict.reason]);
  const request = requestIn(xml);
  useChallenge(world, request.challenge);
  const { method, outcome } = judge(world, verdict.certificate, request.nip, query['verifyCertificateChain'] === true);
  return startAuthentication(world, 'post /auth/xades-signature', {
    ...{ nip: request.nip, method, outcome },
    permissions: ownerRights,
    proof: { documentHash: createHash('sha256').update(xml).digest('base64') },
  });
}

type Judged = Pick<Authentication, 'method' | 'outcome'>;

function judge(world: World, certificate: X509Certificate, nip: string, checkChain: boolean): Judged {
  const known = Object.values(world.state.certificates).find(
    (one) => one.certificate === certificate.raw.toString('base64'),
  );
  const now = world.now();
  const isCurrent = now >= certificate.validFromDate.getTime() && now <= certificate.validToDate.getTime();
  if (known === undefined) {
    const isSelfSigned = certificate.verify(certificate.publicKey);
    if (!isSelfSigned || checkChain) return seal(refused('Błąd weryfikacji łańcucha certyfikatów'));
    if (!isCurrent) return seal(refused('Nieważny certyfikat'));
    return seal(sealedNip(certificate) === nip ? signedIn : withoutRights);
  }
  const method = 'InternalCertificate';
  if (known.revokedAt !== undefined) return { method, outcome: refused('Certyfikat odwołany') };
  if (now > known.validTo || !isCurrent) return { method, outcome: refused('Nieważny certyfikat') };
  if (known.type !== 'Authentication') return { method, outcome: refused('Niepoprawny certyfikat') };
  if (known.nip !== nip) return { method, outcome: withoutRights };
  known.lastUsedAt = now;
  return { method, outcome: signedIn };
}

const seal = (outcome: Status): Judged => ({ method: 'QualifiedSeal', outcome });

/** organizationIdentifier, `VATPL-` and the NIP. */
function sealedNip({ subject }: X509Certificate): string | undefined {
  return /(?:2\.5\.4\.97|organizationIdentifier)=VATPL.*?(\d{10})/.exec(subject)?.[1];
}

/** What AuthTokenRequest asks for. Throws KsefError 21401 for another shape. */
function requestIn(xml: string): { challenge: string; nip: string } {
  const document = XmlDocument.fromString(xml);
  try {
    const space = document.root.namespaceUri;
    const text = (path: string) => document.get(path, { a: space })?.content.trim() ?? '';
    const isRequest = /^http:\/\/ksef\.mf\.gov\.pl\/auth\/token\/2\.[01]$/.test(space);
    const subject = text('/a:AuthTokenRequest/a:SubjectIdentifierType');
    const challenge = text('/a:AuthTokenRequest/a:Challenge');
    const nip = text('/a:AuthTokenRequest/a:ContextIdentifier/a:Nip');
    if (!isRequest || challenge === '' || !['certificateSubject', 'certificateFingerprint'].includes(subject)) {
      throw new KsefError(21401, 'AuthTokenRequest');
    }
    if (!/^\d{10}$/.test(nip)) throw new KsefError(21117);
    return { challenge, nip };
  } finally {
    document.dispose();
  }
}

const withoutRights: Status = {
  code: 415,
  description: 'Uwierzytelnianie zakończone niepowodzeniem',
  details: ['Brak przypisanych uprawnień'],
};

function refused(reason: string): Status {
  const description = 'Uwierzytelnianie zakończone niepowodzeniem z powodu błędu certyfikatu';
  return { code: 460, description, details: [reason] };
}
