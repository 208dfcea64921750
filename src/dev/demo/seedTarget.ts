import { createChainRecord } from '../../app/chains/chainRecord.ts';
import type { App, SiteContext } from '../../app/context.ts';
import { saveKsefToken } from '../../app/ksef/credentials.ts';
import { hashPassword } from '../../app/passwords/password.ts';
import { importReceipts } from '../../app/receipts/import.ts';
import { chainBySlug, listChains } from '../../db/chains/chains.ts';
import { listStores } from '../../db/chains/stores.ts';
import { insertMember, memberByEmail } from '../../db/people/members.ts';
import { insertOperator } from '../../db/people/operators.ts';
import type { SeedTarget } from './seedDemo.ts';

const chunk = 250;

/** Seeding calls the same `app` functions as operators and tills over HTTP. */
export function openSeedTarget(app: App): SeedTarget {
  async function site(slug: string): Promise<SiteContext> {
    const chain = await app.db.withPlatform('door', (tx) => chainBySlug(tx, slug));
    if (!chain) throw new Error(`no chain ${slug}`);
    return { app, chain, language: 'pl', network: '127.0.0.1' };
  }
  return {
    isEmpty: () => app.db.withPlatform('operator', async (tx) => (await listChains(tx, { limit: 1 })).length === 0),
    async createOperator({ email, password }) {
      const passwordHash = await hashPassword(password);
      await app.db.withPlatform('operator', (tx) => insertOperator(tx, { email, passwordHash }));
    },
    createChain: (chain) => createChainRecord(app, { ...chain, createdBy: 'demo' }),
    async createMember(slug, { email, password, role, ...rest }) {
      const { chain } = await site(slug);
      const passwordHash = await hashPassword(password);
      await app.db.withTenant({ role: 'operator', tenantId: chain.id }, async (tx) => {
        const store = 'store' in rest ? (await listStores(tx)).find(({ code }) => code === rest.store) : undefined;
        await insertMember(tx, { email, role, passwordHash, ...(store ? { storeId: store.id } : {}) });
      });
    },
    async enterKsefToken(slug, { email }, token) {
      const ctx = await site(slug);
      const member = await app.db.withTenant({ role: 'door', tenantId: ctx.chain.id }, (tx) =>
        memberByEmail(tx, email),
      );
      if (!member) throw new Error(`no member ${email}`);
      await saveKsefToken({ ctx: { ...ctx, member: { id: member.id, email, role: member.role } }, input: { token } });
    },
    async importReceipts(slug, receipts) {
      const ctx = await site(slug);
      const codes: { code: string }[] = [];
      for (let at = 0; at < receipts.length; at += chunk) {
        const imported = await importReceipts({ ctx, input: receipts.slice(at, at + chunk) });
        for (const one of imported) {
          if (one.outcome === 'refused') throw new Error(`demo receipt refused: ${JSON.stringify(one.problem.fields)}`);
          codes.push({ code: one.receipt.code });
        }
      }
      return codes;
    },
  };
}
