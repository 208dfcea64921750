import type { ChainContact } from '../../domain/chains/contact.ts';
import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { type DemoChain, demoChains, demoPassword } from './demoData.ts';

/** Functions of the application that seeding calls; requests of operators and tills over HTTP run the same code. */
export type SeedTarget = {
  /** True while no chain exists. */
  isEmpty(): Promise<boolean>;
  createOperator(operator: { email: string; password: string }): Promise<void>;
  /** Creates the chain with its stores, base theme, templates and POS key. */
  createChain(chain: NewDemoChain): Promise<{ posKey: string }>;
  createMember(slug: string, member: DemoMember): Promise<void>;
  /** Enters the chain's access to KSeF as its admin does: from then on the chain's invoices for companies are sent. */
  enterKsefToken(slug: string, admin: { email: string }, token: string): Promise<void>;
  /** Imports receipts like a till of the chain, and returns the codes in the same order. */
  importReceipts(slug: string, receipts: PushedReceipt[]): Promise<{ code: string }[]>;
};

export type NewDemoChain = {
  slug: string;
  name: string;
  seller: { name: string; nip: string; address: string };
  baseTheme: 'zielony' | 'megadom';
  copyEmail: string;
  contact: ChainContact;
  settings: Partial<ChainSettings>;
  stores: { code: string; name: string; address: string }[];
};

export type DemoMember =
  | { role: 'admin'; email: string; password: string }
  | { role: 'staff'; email: string; password: string; store: string };

/** The seeded demo. Passwords and POS keys exist in plain text only here. */
export type SeededDemo = {
  operator: { email: string; password: string };
  chains: SeededChain[];
};

export type SeededChain = Pick<DemoChain, 'slug' | 'name' | 'seller' | 'admin' | 'staff'> & {
  posKey: string;
  receipts: { code: string; receipt: PushedReceipt }[];
};

/** Gives a KSeF token for the chain with this NIP, as a person gets one from KSeF. */
export type KsefTokenFor = (nip: string) => string;

/**
 * Fills an empty database with the demo data of the day of `now`. Where a KSeF gives tokens, the chain that the demo shows
 * with KSeF enters one.
 */
export async function seedDemo(target: SeedTarget, now: Date, ksefTokenFor?: KsefTokenFor): Promise<SeededDemo> {
  const operator = { email: 'operator@efakturomat.example', password: demoPassword() };
  await target.createOperator(operator);
  const chains: SeededChain[] = [];
  for (const chain of demoChains(now)) {
    chains.push(await seedChain(target, chain));
    if (chain.usesKsef && ksefTokenFor)
      await target.enterKsefToken(chain.slug, chain.admin, ksefTokenFor(chain.seller.nip));
  }
  return { operator, chains };
}

async function seedChain(target: SeedTarget, chain: DemoChain): Promise<SeededChain> {
  const { slug, name, seller, baseTheme, copyEmail, contact, settings, stores, admin, staff, receipts } = chain;
  const { posKey } = await target.createChain({ slug, name, seller, baseTheme, copyEmail, contact, settings, stores });
  await target.createMember(slug, { role: 'admin', ...admin });
  await target.createMember(slug, { role: 'staff', ...staff });
  const imported = await target.importReceipts(slug, receipts);
  const printed = receipts.map((receipt, index) => {
    const code = imported[index]?.code;
    if (code === undefined) throw new Error(`receipt ${index} of ${slug} came back without a code`);
    return { code, receipt };
  });
  return { slug, name, seller, admin, staff, posKey, receipts: printed };
}
