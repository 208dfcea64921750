import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { PasskeyCreation, PasskeyOut, PasskeyRequest } from '../../contract/passkeys.ts';
import type { Me } from '../../contract/sessions.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { type Authenticator, anAuthenticator } from '../../testing/network/authenticator.ts';
import type { SiteChain } from '../../testing/network/siteChain.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aVisitor, jsonOf, signIn, type Visitor } from '../../testing/network/visitor.ts';
import type { WireAnswer } from '../../testing/network/wire.ts';

const { site, wire } = await siteForTests();
beforeEach(async () => {
  await awayFromTheHour(site.sql);
  await site.sql`delete from budgets`;
});

const refused = [401, 'session.passkey_refused'];
const statusAndCode = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];
const creationFor = async (visitor: Visitor) =>
  jsonOf<PasskeyCreation>(await visitor.post('/auth/passkeys/options', null));
const requestFor = async (visitor: Visitor) =>
  jsonOf<PasskeyRequest>(await visitor.post('/auth/session/passkey-options', null));
const add = (visitor: Visitor, credential: unknown) => visitor.post('/auth/passkeys', { name: 'Telefon', credential });
const prove = (visitor: Visitor, proof: unknown) => visitor.post('/auth/session/passkey', proof);
const origin = (chain: SiteChain = site.alfa) => ({ origin: chain.origin });

/** Signs in with a code on the chain's site and makes a passkey there. */
async function aShopper(chain = site.alfa, authenticator = anAuthenticator()) {
  const email = `anna-${crypto.randomUUID().slice(0, 8)}@shopper.example`;
  const visitor = aVisitor(wire, chain);
  await signIn(visitor, site.mailbox, email);
  const kept = await add(visitor, authenticator.create(await creationFor(visitor), origin(chain)));
  expect([kept.status, kept.body.slice(0, 100)]).toEqual([201, expect.anything()]);
  return { email, visitor, authenticator, passkey: jsonOf<PasskeyOut>(kept) };
}

describe('signing in with a passkey is refused', () => {
  let anna: Awaited<ReturnType<typeof aShopper>>;
  let key: Authenticator;
  beforeAll(async () => {
    anna = await aShopper();
    key = anna.authenticator;
  });

  it.each([
    ['from the page of another origin', { origin: 'http://alfa.localhost.evil.example' }],
    ['from the site of another chain', { origin: 'http://beta.localhost' }],
    ['from another port', { origin: 'http://alfa.localhost:8080' }],
    ['for another host', { origin: 'http://alfa.localhost', rpId: 'beta.localhost' }],
    ['for the parent of all chains', { origin: 'http://alfa.localhost', rpId: 'localhost' }],
    ['with an answer of another kind', { origin: 'http://alfa.localhost', type: 'webauthn.create' }],
    ['without the owner’s finger or PIN', { origin: 'http://alfa.localhost', isVerified: false }],
    ['with a challenge that nobody gave', { origin: 'http://alfa.localhost', challenge: 'A'.repeat(43) }],
  ] as const)('%s', async (_, given) => {
    const visitor = aVisitor(wire, site.alfa);
    expect(statusAndCode(await prove(visitor, key.get(await requestFor(visitor), given)))).toEqual(refused);
    expect((await visitor.get('/me')).status).toBe(401);
  });

  it('with a challenge that was answered before, and works with a new one', async () => {
    const visitor = aVisitor(wire, site.alfa);
    const request = await requestFor(visitor);
    const cookie = `__Host-efk_challenge=${visitor.cookies.get('__Host-efk_challenge')}`;
    const proof = key.get(request, origin());
    expect((await prove(visitor, proof)).status).toBe(200);
    const thief = aVisitor(wire, site.alfa);
    expect(statusAndCode(await thief.post('/auth/session/passkey', proof, { cookie }))).toEqual(refused);
    expect(statusAndCode(await prove(visitor, proof))).toEqual(refused);
    expect((await prove(thief, key.get(await requestFor(thief), origin()))).status).toBe(200);
  });

  it('with a challenge that another browser was given', async () => {
    const visitor = aVisitor(wire, site.alfa);
    const other = aVisitor(wire, site.alfa);
    const proof = key.get(await requestFor(other), origin());
    expect(statusAndCode(await prove(visitor, proof))).toEqual(refused);
    await requestFor(visitor);
    expect(statusAndCode(await prove(visitor, proof))).toEqual(refused);
  });

  it('with a challenge past its time', async () => {
    const visitor = aVisitor(wire, site.alfa);
    const proof = key.get(await requestFor(visitor), origin());
    await site.sql`update passkey_challenges set expires_at = now() - interval '1 second'`;
    expect(statusAndCode(await prove(visitor, proof))).toEqual(refused);
  });

  it("with another chain's passkey, which works there", async () => {
    const there = await aShopper(site.beta);
    const here = aVisitor(wire, site.alfa);
    expect(statusAndCode(await prove(here, there.authenticator.get(await requestFor(here), origin())))).toEqual(
      refused,
    );
    const home = aVisitor(wire, site.beta);
    const proof = there.authenticator.get(await requestFor(home), origin(site.beta));
    expect((await prove(home, proof)).status).toBe(200);
  });

  it('by a copied key, whose counter does not rise', async () => {
    const authenticator = anAuthenticator({ counter: 5 });
    await aShopper(site.alfa, authenticator);
    const visitor = aVisitor(wire, site.alfa);
    expect((await prove(visitor, authenticator.get(await requestFor(visitor), origin()))).status).toBe(200);
    authenticator.counter = 3;
    expect(statusAndCode(await prove(visitor, authenticator.get(await requestFor(visitor), origin())))).toEqual(
      refused,
    );
    authenticator.counter = 9;
    expect((await prove(visitor, authenticator.get(await requestFor(visitor), origin()))).status).toBe(200);
  });

  it('by a signature that is changed, or in the name of another shopper', async () => {
    const ewa = await aShopper();
    for (const change of [
      { signature: 'AAAA' },
      { id: ewa.authenticator.id },
      { userHandle: 'A'.repeat(22) },
      { authenticatorData: 'AAAA' },
    ]) {
      const visitor = aVisitor(wire, site.alfa);
      const proof = { ...key.get(await requestFor(visitor), origin()), ...change };
      expect(statusAndCode(await prove(visitor, proof))).toEqual(refused);
    }
  });

  it('once it is deleted; only its owner deletes it', async () => {
    const { visitor, authenticator, passkey } = await aShopper();
    const stranger = (await aShopper()).visitor;
    expect((await stranger.delete(`/auth/passkeys/${passkey.id}`)).status).toBe(404);
    expect((await visitor.delete(`/auth/passkeys/${passkey.id}`)).status).toBe(204);
    expect(jsonOf(await visitor.get('/auth/passkeys'))).toEqual({ items: [] });
    expect(statusAndCode(await prove(visitor, authenticator.get(await requestFor(visitor), origin())))).toEqual(
      refused,
    );
  });
});

describe('adding a passkey is refused', () => {
  it('for the challenge of somebody else, of a sign-in, or of before', async () => {
    const { visitor } = await aShopper();
    const other = (await aShopper()).visitor;
    const signingIn = await requestFor(visitor);
    const creation = await creationFor(other);
    await requestFor(visitor);
    const asCreation = { ...creation, challenge: signingIn.challenge };
    expect(statusAndCode(await add(visitor, anAuthenticator().create(asCreation, origin())))).toEqual(refused);
    const own = await creationFor(visitor);
    await creationFor(visitor);
    expect(statusAndCode(await add(visitor, anAuthenticator().create(own, origin())))).toEqual(refused);
    expect(jsonOf<{ items: unknown[] }>(await visitor.get('/auth/passkeys')).items).toHaveLength(1);
  });

  it.each([
    ['from another origin', { origin: 'http://beta.localhost' }],
    ['for another host', { origin: 'http://alfa.localhost', rpId: 'localhost' }],
  ])('%s', async (_, given) => {
    const { visitor } = await aShopper();
    expect(statusAndCode(await add(visitor, anAuthenticator().create(await creationFor(visitor), given)))).toEqual(
      refused,
    );
  });

  it('with an attestation, whose certificates could name an address to fetch', async () => {
    const { visitor } = await aShopper();
    const credential = anAuthenticator().create(await creationFor(visitor), origin());
    const attested = Buffer.from(credential.attestationObject, 'base64url')
      .toString('latin1')
      .replace('dnone', 'dtpmx');
    const attestationObject = Buffer.from(attested, 'latin1').toString('base64url');
    expect(statusAndCode(await add(visitor, { ...credential, attestationObject }))).toEqual(refused);
    const garbage = { ...credential, attestationObject: 'AAAA' };
    await creationFor(visitor);
    expect(statusAndCode(await add(visitor, garbage))).toEqual(refused);
  });

  it('twice for one credential', async () => {
    const { authenticator } = await aShopper();
    const { visitor } = await aShopper();
    const again = authenticator.create(await creationFor(visitor), origin());
    expect(statusAndCode(await add(visitor, again))).toEqual(refused);
  });
});

it('a passkey signs its owner in, shows when it was used, and the chain never sees another chain’s', async () => {
  const { email, authenticator, passkey, visitor } = await aShopper();
  const phone = aVisitor(wire, site.alfa);
  const answer = await prove(phone, authenticator.get(await requestFor(phone), origin()));
  expect([answer.status, jsonOf<Me>(answer).email]).toEqual([200, email]);
  expect(jsonOf<Me>(await phone.get('/me')).email).toBe(email);
  expect(jsonOf(await visitor.get('/auth/passkeys'))).toEqual({
    items: [{ ...passkey, lastUsedAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
  });
  expect((await creationFor(phone)).excludeCredentials.map(({ id }) => id)).toEqual([authenticator.id]);
});
