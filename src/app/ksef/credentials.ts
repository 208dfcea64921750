import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KsefCredentialOut, KsefOut, KsefSending } from '../../contract/ksef/credentials.ts';
import { changeSettings, lockSettings, ownChain } from '../../db/chains/chains.ts';
import {
  deleteKsefCredential,
  type KsefCredential,
  listKsefCredentials,
  replaceKsefCredential,
} from '../../db/chains/ksefCredentials.ts';
import { type KsefPause, ksefPauseOf } from '../../db/chains/ksefPause.ts';
import { type KsefCredentialKind, usedCredential } from '../../domain/chains/ksefAccess.ts';
import { Problem } from '../../domain/problem.ts';
import { KsefFailure } from '../../ksef/client/failures.ts';
import { type KsefIdentity, signIn } from '../../ksef/client/signIn.ts';
import { charge, hour } from '../budgets/budget.ts';
import type { OfficeContext } from '../context.ts';
import { readerOf } from '../reader.ts';
import { type KeyPair, type PastedKeyPair, readKeyPair } from './readKeyPair.ts';

/** The environment of KSeF, and what the chain has entered for it; never a secret. */
export async function getKsef({ ctx }: { ctx: OfficeContext }): Promise<KsefOut> {
  return ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    const [chain, credentials, pause] = await Promise.all([ownChain(tx), listKsefCredentials(tx), ksefPauseOf(tx)]);
    return {
      environment: ctx.app.ksef?.environment ?? 'off',
      sending: ctx.app.ksef !== undefined && chain.settings.sendsToKsef === 'yes',
      ...(pause ? { pause: pauseOut(pause) } : {}),
      credentials: credentials.map(shown),
    };
  });
}

/**
 * Turns the sending of new invoices on or off; invoices that wait are sent in any case. Throws Problem: ksef.off, or
 * ksef.credential_not_found for a chain without access.
 */
export async function setKsefSending({
  ctx,
  input: { sending },
}: {
  ctx: OfficeContext;
  input: KsefSending;
}): Promise<KsefOut> {
  if (sending) connectionOf(ctx);
  await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await lockSettings(tx);
    if (sending && !usedCredential(await listKsefCredentials(tx))) throw new Problem('ksef.credential_not_found');
    await changeSettings(tx, { sendsToKsef: sending ? 'yes' : 'no' });
  });
  return getKsef({ ctx });
}

/**
 * Signs in to KSeF with the token, and keeps the token when KSeF accepts it. From then on the chain's
 * invoices are sent. Throws Problem.
 */
export async function saveKsefToken({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: { token: string };
}): Promise<KsefOut> {
  await assertAccepted(ctx, input);
  await store(ctx, 'token', input.token);
  return getKsef({ ctx });
}

/** Signs in to KSeF with the certificate, and keeps it with its key when KSeF accepts it. Throws Problem. */
export async function saveKsefCertificate({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: PastedKeyPair;
}): Promise<KsefOut> {
  const pair = readKeyPair(input);
  await assertAccepted(ctx, { certificate: pair });
  await store(ctx, 'certificate', secretOf(pair), pair);
  return getKsef({ ctx });
}

/**
 * Keeps a certificate of type Offline with its key, for KOD II on confirmations. KSeF lets nobody sign in with such a
 * certificate, so only its dates and its key are checked. Throws Problem.
 */
export async function saveOfflineCertificate({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: PastedKeyPair;
}): Promise<KsefOut> {
  const pair = readKeyPair(input);
  const sealed = ctx.app.sealer.seal(secretOf(pair), ownerOf(ctx.chain.id, 'offline'));
  await ctx.app.db.withTenant(readerOf(ctx), (tx) =>
    replaceKsefCredential(tx, { kind: 'offline', sealed, ...factsOf(pair) }),
  );
  return getKsef({ ctx });
}

export async function removeKsefCredential({
  ctx,
  input,
}: {
  ctx: OfficeContext;
  input: { kind: KsefCredentialKind };
}): Promise<void> {
  const removed = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await lockSettings(tx);
    const deleted = await deleteKsefCredential(tx, input.kind);
    if (!usedCredential(await listKsefCredentials(tx))) await changeSettings(tx, { sendsToKsef: 'no' });
    return deleted;
  });
  if (!removed) throw new Problem('ksef.credential_not_found');
}

function connectionOf({ app }: OfficeContext) {
  if (!app.ksef) throw new Problem('ksef.off');
  return app.ksef;
}

/**
 * Counts a sign-in that an admin asks for. KSeF counts the calls of an address, so one chain must not use up those of all.
 * Throws rate.limited after 120 an hour.
 */
export async function chargeSignIn({ app, chain }: OfficeContext): Promise<void> {
  await charge(app, chain.id, [{ subject: 'ksef:sign-in', limit: 120, windowSeconds: hour }]);
}

async function assertAccepted(ctx: OfficeContext, proof: { token: string } | { certificate: KeyPair }): Promise<void> {
  const { api } = connectionOf(ctx);
  await chargeSignIn(ctx);
  const { nip } = await ctx.app.db.withTenant(readerOf(ctx), async (tx) => ({ nip: (await ownChain(tx)).seller.nip }));
  const identity: KsefIdentity = { nip, ...proof };
  await signIn(api, identity).catch((error: unknown) => {
    if (!(error instanceof KsefFailure)) throw error;
    const isRefused = error.kind === 'refused' || error.kind === 'signed_out';
    throw isRefused ? new Problem('ksef.identity_refused', { words: error.message }) : new Problem('ksef.no_answer');
  });
}

async function store(ctx: OfficeContext, kind: KsefCredentialKind, secret: string, pair?: KeyPair): Promise<void> {
  const sealed = ctx.app.sealer.seal(secret, ownerOf(ctx.chain.id, kind));
  await ctx.app.db.withTenant(readerOf(ctx), async (tx) => {
    await lockSettings(tx);
    await replaceKsefCredential(tx, { kind, sealed, ...factsOf(pair) });
    await changeSettings(tx, { sendsToKsef: 'yes' });
  });
}

function secretOf({ certificate, privateKey }: KeyPair): string {
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return JSON.stringify({ certificate: certificate.toString(), privateKey: key });
}

/** A sealed certificate with its key, as `secretOf` wrote them. */
export function openKeyPair(secret: string): KeyPair {
  const pair: { certificate: string; privateKey: string } = JSON.parse(secret);
  return { certificate: new X509Certificate(pair.certificate), privateKey: createPrivateKey(pair.privateKey) };
}

/** Whose secret it is, as the sealer checks it. */
export function ownerOf(tenantId: string, kind: KsefCredentialKind) {
  return { tenantId, purpose: `ksef ${kind}` };
}

function factsOf(pair: KeyPair | undefined) {
  if (!pair) return { subject: null, serialNumber: null, validFrom: null, validTo: null };
  const { subject, serialNumber, validFrom, validTo } = pair.certificate;
  return {
    subject: subject.replaceAll('\n', ', ').slice(0, 500),
    serialNumber,
    validFrom: new Date(validFrom),
    validTo: new Date(validTo),
  };
}

function pauseOut({ reason, since, until }: KsefPause) {
  return { reason, since: since.toISOString(), until: until.toISOString() };
}

function shown(credential: KsefCredential): KsefCredentialOut {
  const { kind, subject, serialNumber, validFrom, validTo, createdAt, trial, trialWords, triedAt } = credential;
  return {
    kind,
    createdAt: createdAt.toISOString(),
    ...(kind === 'offline'
      ? {}
      : {
          trial: { outcome: trial, at: triedAt.toISOString(), ...(trialWords === null ? {} : { words: trialWords }) },
        }),
    ...(subject === null ? {} : { subject }),
    ...(serialNumber === null ? {} : { serialNumber }),
    ...(validFrom === null ? {} : { validFrom: validFrom.toISOString() }),
    ...(validTo === null ? {} : { validTo: validTo.toISOString() }),
  };
}
