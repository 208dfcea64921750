import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, originOf } from '../../config.ts';
import type { PaperReceipt } from '../paper/paper.ts';
import type { PaperChain } from '../paper/paperBody.ts';
import type { SeededDemo } from './seedDemo.ts';

/** Content of `DATA_DIR/demo.json`: the running demo in a form for programs. Amounts are integer grosze. */
export type DemoFacts = {
  origin: string;
  /** URL of the database's owner. */
  databaseUrl: string;
  mail: { url: string };
  operator: { url: string; email: string; password: string };
  chains: DemoChainFacts[];
};

export type DemoChainFacts = {
  slug: string;
  name: string;
  url: string;
  posKey: string;
  admin: { email: string; password: string };
  staff: { email: string; password: string; store: string };
  receipts: { code: string; total: number; issuedAt: string; buyerNip?: string }[];
};

export type DemoPapers = { chain: PaperChain; receipts: PaperReceipt[] };

/** The facts of a demo, with addresses from the current configuration. */
export function factsOf(demo: SeededDemo, config: Config, databaseUrl: string): DemoFacts {
  return {
    origin: originOf(config),
    databaseUrl,
    mail: { url: originOf(config, 'mail') },
    operator: { url: originOf(config, 'operator'), ...demo.operator },
    chains: demo.chains.map(({ slug, name, posKey, admin, staff, receipts }) => ({
      slug,
      name,
      url: originOf(config, slug),
      posKey,
      admin,
      staff,
      receipts: receipts.map(({ code, receipt: { total, issuedAt, buyerNip } }) => ({
        code,
        total,
        issuedAt,
        ...(buyerNip !== undefined && { buyerNip }),
      })),
    })),
  };
}

/** The printed receipts of one demo chain, with links from the current configuration. */
export function papersOf(demo: SeededDemo | undefined, config: Config, slug: string): DemoPapers | undefined {
  const chain = demo?.chains.find((candidate) => candidate.slug === slug);
  if (!chain) return undefined;
  const origin = originOf(config, slug);
  return {
    chain,
    receipts: chain.receipts.map(({ code, receipt }) => ({ code, receipt, url: `${origin}/r/${code}` })),
  };
}

/** Stores the seeded demo, so that later starts show the same accounts and receipts. */
export async function storeDemo(dataDir: string, demo: SeededDemo): Promise<void> {
  await writePrivate(join(dataDir, 'demo-seed.json'), demo);
}

export async function keptDemo(dataDir: string): Promise<SeededDemo | undefined> {
  const text = await readFile(join(dataDir, 'demo-seed.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as SeededDemo);
}

export async function writeFacts(dataDir: string, facts: DemoFacts): Promise<void> {
  await writePrivate(join(dataDir, 'demo.json'), facts);
}

/** Writes a file atomically by renaming a draft. Mode 0600, because the file contains passwords. */
async function writePrivate(path: string, value: unknown): Promise<void> {
  const draft = `${path}.part`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
}
