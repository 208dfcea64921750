import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aChain, type OwnTestApp, openTestApp, refusalOf } from '../../testing/builders/app.ts';
import { createChain } from '../chains/create.ts';
import type { OperatorContext, SiteContext } from '../context.ts';
import { hashCount } from '../passwords/password.ts';
import { acceptInvitation } from './acceptInvitation.ts';
import { officeSignIn } from './officeSignIn.ts';
import { resumeMember } from './resume.ts';

const password = 'zielony rower pod lasem';

let test: OwnTestApp;
let sql: postgres.Sql;
beforeAll(async () => {
  test = await openTestApp();
  sql = test.sql;
});
afterAll(() => test.close());

/** A new chain, with the token of its admin's invitation. */
async function invited(slug: string): Promise<{ site: SiteContext; token: string; email: string }> {
  const operator = { id: crypto.randomUUID(), email: 'op@platform.example' };
  const ctx: OperatorContext = { app: test.app, language: 'pl', network: '198.51.100.7', operator };
  const address = 'ul. Leśna 1, 00-001 Warszawa';
  const email = `Admin@${slug}.example`;
  const created = await createChain({
    ctx,
    input: {
      slug,
      name: `Sieć ${slug}`,
      seller: { name: slug, nip: '5265877635', address },
      baseTheme: 'default',
      admin: { email },
      store: { code: 'S1', name: 'Sklep', address },
    },
  });
  const token = created.admin.invitationUrl.split('#')[1] ?? '';
  expect(test.mails.at(-1)).toMatchObject({ to: email.toLowerCase(), text: expect.stringContaining(token) });
  const site = {
    app: test.app,
    chain: { id: created.id, slug, name: `Sieć ${slug}`, country: 'PL' },
    language: 'pl',
    network: ctx.network,
  } as const;
  return { site, token, email };
}

describe('an invitation', () => {
  it('sets the password and signs in, once', async () => {
    const { site, token, email } = await invited('once');
    const { sessionId } = await acceptInvitation({ ctx: site, input: { token, password } });
    expect(await resumeMember(site.app, site.chain.id, sessionId)).toMatchObject({
      email: email.toLowerCase(),
      role: 'admin',
    });
    await officeSignIn({ ctx: site, input: { email, password } });
    const again = await refusalOf(acceptInvitation({ ctx: site, input: { token, password: 'inny rower pod lasem' } }));
    expect(again.code).toBe('session.invitation_invalid');
    await officeSignIn({ ctx: site, input: { email, password } });
  });

  it('is accepted once of five simultaneous requests', async () => {
    const { site, token } = await invited('race');
    const accepted = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => acceptInvitation({ ctx: site, input: { token, password } })),
    );
    expect(accepted.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('is valid for 72 hours', async () => {
    const { site, token } = await invited('late');
    await sql`update staff set invitation_expires_at = invitation_expires_at - interval '72 hours' where tenant_id = ${site.chain.id}`;
    expect((await refusalOf(acceptInvitation({ ctx: site, input: { token, password } }))).code).toBe(
      'session.invitation_invalid',
    );
    await sql`update staff set invitation_expires_at = now() + interval '1 minute' where tenant_id = ${site.chain.id}`;
    await acceptInvitation({ ctx: site, input: { token, password } });
  });

  it('that is invalid costs no hash: two hundred do not delay anybody', async () => {
    const { site } = await invited('flood');
    const input = { token: `inv_${'0'.repeat(40)}`, password };
    const before = hashCount();
    await Promise.all(Array.from({ length: 200 }, () => refusalOf(acceptInvitation({ ctx: site, input }))));
    expect(hashCount()).toBe(before);
  });

  it('belongs to its chain, and no other token is an invitation', async () => {
    const { site, token } = await invited('own');
    const elsewhere = await aChain(test.app, { slug: 'elsewhere' });
    for (const [ctx, given] of [
      [elsewhere, token],
      [site, `${token}0`],
      [site, ''],
    ] as const) {
      const refusal = await refusalOf(acceptInvitation({ ctx, input: { token: given, password } }));
      expect(refusal.code).toBe('session.invitation_invalid');
    }
    await acceptInvitation({ ctx: site, input: { token, password } });
  });

  it('refuses passwords built from the member’s address or the chain’s name', async () => {
    const { site, token } = await invited('biedaborowka');
    for (const weak of ['biedaborowkabiedaborowka', 'Biedaborowka-admin-1', 'sieć biedaborowka 12']) {
      const refusal = await refusalOf(acceptInvitation({ ctx: site, input: { token, password: weak } }));
      expect([weak, refusal.code]).toEqual([weak, 'session.password_weak']);
    }
    await acceptInvitation({ ctx: site, input: { token, password } });
  });

  it.each(['krótkie', 'zielonyrower12', 'passwordpassword', 'qwertyqwerty123456', 'aaaaaaaaaaaaaaaaaaaa'])(
    'refuses the password %s, and stays valid',
    async (weak) => {
      const { site, token } = await invited(`weak-${weak.length}`);
      expect(await refusalOf(acceptInvitation({ ctx: site, input: { token, password: weak } }))).toMatchObject({
        code: 'session.password_weak',
        fields: [{ pointer: '/password' }],
      });
      await acceptInvitation({ ctx: site, input: { token, password } });
    },
  );
});
