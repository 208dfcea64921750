import type { ChainSettings } from '../../domain/chains/settings.ts';
import type { PushedReceipt } from '../../domain/receipts/pushedReceipt.ts';
import { type DemoChain, demoChains, demoPassword } from './demoData.ts';

/** What seeding asks of the application: the same code that a person, an operator or a till reaches over HTTP. */
export type SeedDoor = {
  /** True while no chain exists. */
  isEmpty(): Promise<boolean>;
  createOperator(operator: { email: string; password: string }): Promise<void>;
  /** Makes the chain with its stores, base theme and templates, and a POS key. */
  createChain(chain: NewDemoChain): Promise<{ posKey: string }>;
  createMember(slug: string, member: DemoMember): Promise<void>;
  /** Imports receipts as the chain's till would and gives their codes in the same order. */
  importReceipts(slug: string, receipts: PushedReceipt[]): Promise<{ code: string }[]>;
};

export type NewDemoChain = {
  slug: string;
  name: string;
  seller: { name: string; nip: string; address: string };
  baseTheme: 'zielony' | 'megadom';
  copyEmail: string;
  settings: Partial<ChainSettings>;
  stores: { code: string; name: string; address: string }[];
};

export type DemoMember =
  | { role: 'admin'; email: string; password: string }
  | { role: 'staff'; email: string; password: string; store: string };

/** What was made, and the secrets that are shown only now. */
export type SeededDemo = {
  operator: { email: string; password: string };
  chains: SeededChain[];
};

export type SeededChain = Pick<DemoChain, 'slug' | 'name' | 'seller' | 'admin' | 'staff'> & {
  posKey: string;
  receipts: { code: string; receipt: PushedReceipt }[];
};

/** Fills an empty database with the demo of that day. */
export async function seedDemo(door: SeedDoor, now: Date): Promise<SeededDemo> {
  const operator = { email: 'operator@efakturomat.example', password: demoPassword() };
  await door.createOperator(operator);
  const chains: SeededChain[] = [];
  for (const chain of demoChains(now)) chains.push(await seedChain(door, chain));
  return { operator, chains };
}

async function seedChain(door: SeedDoor, chain: DemoChain): Promise<SeededChain> {
  const { slug, name, seller, baseTheme, copyEmail, settings, stores, admin, staff, receipts } = chain;
  const { posKey } = await door.createChain({ slug, name, seller, baseTheme, copyEmail, settings, stores });
  await door.createMember(slug, { role: 'admin', ...admin });
  await door.createMember(slug, { role: 'staff', ...staff });
  const imported = await door.importReceipts(slug, receipts);
  const printed = receipts.map((receipt, index) => {
    const code = imported[index]?.code;
    if (code === undefined) throw new Error(`receipt ${index} of ${slug} came back without a code`);
    return { code, receipt };
  });
  return { slug, name, seller, admin, staff, posKey, receipts: printed };
}
