import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { environmentOf, readConfig } from '../../config.ts';
import { deliveriesOf } from '../../db/invoices/deliveries.ts';
import { announce } from '../../db/invoices/invoices.ts';
import { migrate } from '../../db/migrate.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../dev/postgres/postgres.ts';
import { allOf } from '../../domain/testing/builders.ts';
import { openApp } from '../../platform.ts';
import { testChromium } from '../../testing/browser/printer.ts';
import { aChain, anOpenReceipt, aShopper } from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import { testSecret } from '../../testing/databases/freshDatabase.ts';
import { openMailbox } from '../../testing/network/mailbox.ts';
import { startWorker } from '../../testing/recovery/workerUnderTest.ts';
import { until } from '../../testing/until.ts';

it('server and worker survive a restart of PostgreSQL, continue when it is back, and can be stopped while it is down', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'efk-restart-'));
  let postgres: EmbeddedPostgres | undefined = await startEmbeddedPostgres({ dataDir });
  const mailbox = await openMailbox();
  onTestFinished(async () => {
    await postgres?.stop();
    await mailbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const { ownerUrl } = postgres;
  await migrate(ownerUrl, testSecret);
  const { dataDir: chromiumFolder, chromiumPath } = testChromium();
  const config = readConfig({
    DATA_DIR: chromiumFolder,
    DATABASE_URL: ownerUrl,
    SESSION_SECRET: testSecret,
    SMTP_URL: mailbox.smtpUrl,
    DOCUMENTS_URL: pathToFileURL(join(dataDir, 'documents')).href,
    ...(chromiumPath && { CHROMIUM_PATH: chromiumPath }),
  });
  const { app, close } = await openApp(config, { databaseUrl: ownerUrl, smtpUrl: mailbox.smtpUrl }, () => {});
  const received: string[] = [];
  const unlisten = await app.db.listen('efk_invoice', (key) => received.push(key));
  const worker = await startWorker(environmentOf(config));
  const anna = await aShopper(await aChain(app, { slug: 'zielony' }));
  const tenantId = anna.chain.id;

  async function delivered(): Promise<void> {
    const { id } = await issue(anna, allOf(await anOpenReceipt(anna, aReceipt())));
    const states = async () => {
      const deliveries = await app.db.withTenant({ role: 'worker', tenantId }, (tx) => deliveriesOf(tx, id));
      return deliveries.map(({ state }) => state).join();
    };
    await until(async () => (await states()) === 'sent,sent');
    // The listener reconnects a little after the database is back.
    await until(async () => received.includes(`${tenantId}/${id}`) || (await printDue(id)));
  }
  async function printDue(id: string): Promise<false> {
    await app.db.withTenant({ role: 'worker', tenantId }, (tx) => announce(tx, id));
    return false;
  }

  await delivered();
  await postgres.stop();
  postgres = undefined;
  for (let times = 0; times < 3; times += 1) {
    await expect(app.db.withTenant({ role: 'worker', tenantId }, (tx) => deliveriesOf(tx, tenantId))).rejects.toThrow();
    await pause(1_000);
  }
  expect(worker.hasEnded()).toBe(false);
  postgres = await startEmbeddedPostgres({ dataDir });
  await delivered();

  await postgres.stop();
  postgres = undefined;
  await worker.stop();
  await unlisten();
  await close();
});
