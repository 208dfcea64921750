import { describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../../contract/common.ts';
import type { Me } from '../../contract/sessions.ts';
import { rightsOf } from '../../domain/rights.ts';
import { awayFromTheHour } from '../../testing/awayFromTheHour.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aVisitor, codeIn, jsonOf, signIn } from '../../testing/network/visitor.ts';
import type { WireAnswer } from '../../testing/network/wire.ts';

const cookieName = '__Host-efk_shopper';
const deviceName = '__Host-efk_device';

const { site, wire } = await siteForTests();

const statusAndCode = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];

describe('signing in', () => {
  it('asks for a code, gets it by mail, and exchanges it for a cookie that only this host receives and no script reads', async () => {
    const visitor = aVisitor(wire, site.alfa);
    const address = 'ewa@shopper.example';
    const asked = await visitor.post('/auth/code', { email: address });
    expect([asked.status, visitor.cookies.size]).toEqual([202, 0]);
    expect(asked.body).not.toContain(codeIn(site.mailbox, address));
    const answer = await visitor.post('/auth/session', { email: address, code: codeIn(site.mailbox, address) });
    expect([answer.status, jsonOf<Me>(answer)]).toEqual([
      200,
      { email: address, rights: rightsOf.shopper, buyers: [] },
    ]);
    const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split('; '));
    expect(cookies.map(([value]) => value)).toEqual([
      expect.stringMatching(new RegExp(`^${cookieName}=[\\w.-]+$`)),
      expect.stringMatching(/^__Host-efk_device=[\w.-]+$/),
    ]);
    expect(cookies.map(([, ...flags]) => flags.sort())).toEqual([
      ['HttpOnly', 'Max-Age=15552000', 'Path=/', 'SameSite=Lax', 'Secure'],
      ['HttpOnly', 'Max-Age=34560000', 'Path=/', 'SameSite=Lax', 'Secure'],
    ]);
    expect(jsonOf<Me>(await visitor.get('/me'))).toEqual({ email: address, rights: rightsOf.shopper, buyers: [] });
  });

  it('with a wrong code sets no cookie', async () => {
    const visitor = aVisitor(wire, site.alfa);
    await visitor.post('/auth/code', { email: 'ola@shopper.example' });
    const code = codeIn(site.mailbox, 'ola@shopper.example') === '000000' ? '000001' : '000000';
    const answer = await visitor.post('/auth/session', { email: 'ola@shopper.example', code });
    expect(statusAndCode(answer)).toEqual([401, 'session.code_wrong']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await visitor.get('/me')).status).toBe(401);
  });

  it('ends with signing out: the cookie is removed, and a copy of it opens nothing', async () => {
    const visitor = aVisitor(wire, site.alfa);
    await signIn(visitor, site.mailbox, 'iga@shopper.example');
    const kept = { cookie: `${cookieName}=${visitor.cookies.get(cookieName)}` };
    expect((await visitor.get('/me')).status).toBe(200);
    expect((await visitor.delete('/auth/session')).status).toBe(204);
    expect([...visitor.cookies.keys()]).toEqual([deviceName]);
    for (const path of ['/me', '/invoices'])
      expect(statusAndCode(await visitor.get(path, kept))).toEqual([401, 'session.required']);
  });

  it('in a browser that signed in before is not blocked by other people’s attempts, even after signing out', async () => {
    await awayFromTheHour(site.sql);
    const visitor = aVisitor(wire, site.alfa);
    const address = 'ula@shopper.example';
    await signIn(visitor, site.mailbox, address);
    await visitor.delete('/auth/session');
    const stranger = aVisitor(wire, site.alfa);
    while ((await stranger.post('/auth/code', { email: address })).status === 202);
    expect((await signIn(visitor, site.mailbox, address)).status).toBe(200);
  });

  it('keeps a device token for each of the last eight people in a browser, and reveals nothing about them', async () => {
    const visitor = aVisitor(wire, site.beta);
    for (let n = 0; n < 10; n += 1) await signIn(visitor, site.mailbox, `person-${n}@shopper.example`);
    // Signing in again does not remove the others.
    for (let n = 0; n < 3; n += 1) await signIn(visitor, site.mailbox, 'person-9@shopper.example');
    const devices = visitor.cookies.get(deviceName)?.split('~') ?? [];
    expect(new Set(devices).size).toBe(8);
    for (const device of devices)
      expect(Buffer.from(device, 'base64url').toString('latin1') + device).not.toMatch(/person|shopper|beta/);
  });
});
