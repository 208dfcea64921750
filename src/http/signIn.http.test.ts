import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemDetails } from '../contract/common.ts';
import type { Me } from '../contract/sessions.ts';
import { openSite, type Site } from '../testing/site.ts';
import { aVisitor, codeIn, jsonOf, signIn } from '../testing/visitor.ts';
import { openWire, type Wire, type WireAnswer } from '../testing/wire.ts';

const cookieName = '__Host-efk_shopper';

let site: Site;
let wire: Wire;
beforeAll(async () => {
  site = await openSite();
  wire = openWire(await site.listen());
});
afterAll(async () => {
  wire.close();
  await site.close();
});

const statusAndCode = (answer: WireAnswer) => [answer.status, jsonOf<ProblemDetails>(answer).code];

describe('signing in', () => {
  it('asks for a code, gets it by mail, and trades it for a cookie that only this host and no script reads', async () => {
    const visitor = aVisitor(wire, site.alfa);
    const address = 'ewa@shopper.example';
    const asked = await visitor.post('/auth/code', { email: address });
    expect([asked.status, visitor.cookies.size]).toEqual([202, 0]);
    expect(asked.body).not.toContain(codeIn(site.mailbox, address));
    const answer = await visitor.post('/auth/session', { email: address, code: codeIn(site.mailbox, address) });
    expect([answer.status, jsonOf<Me>(answer)]).toEqual([200, { email: address, buyers: [] }]);
    const [cookie = '', ...others] = answer.headers['set-cookie'] ?? [];
    const [value, ...flags] = cookie.split('; ');
    expect([others, value]).toEqual([[], expect.stringMatching(new RegExp(`^${cookieName}=[\\w.-]+$`))]);
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=15552000', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(jsonOf<Me>(await visitor.get('/me'))).toEqual({ email: address, buyers: [] });
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

  it('ends with signing out: the cookie is taken back, and one kept aside opens nothing any more', async () => {
    const visitor = aVisitor(wire, site.alfa);
    await signIn(visitor, site.mailbox, 'iga@shopper.example');
    const kept = { cookie: `${cookieName}=${visitor.cookies.get(cookieName)}` };
    expect((await visitor.get('/me')).status).toBe(200);
    expect((await visitor.delete('/auth/session')).status).toBe(204);
    expect(visitor.cookies.size).toBe(0);
    for (const path of ['/me', '/invoices'])
      expect(statusAndCode(await visitor.get(path, kept))).toEqual([401, 'session.required']);
  });
});
