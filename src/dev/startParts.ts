import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Config, environmentOf, originOf } from '../config.ts';
import { factsOf, keepDemo, keptDemo, papersOf, writeFacts } from './demo/demoFacts.ts';
import { demoRoutes } from './demo/demoRoutes.ts';
import { type SeedDoor, type SeededDemo, seedDemo } from './demo/seedDemo.ts';
import { type MailCatcher, startMailCatcher } from './mailCatcher/catcher.ts';
import { startEmbeddedPostgres } from './postgres/postgres.ts';
import { buildWebIfStale } from './webBuild.ts';
import { welcomeText } from './welcome.ts';
import { startWorkerProcess } from './workerProcess.ts';

/** What the parts ask of the process that starts them. */
export type Run = {
  say(text: string): void;
  /** Registers what undoes a part; undone in reverse order. */
  onStop(work: () => Promise<void>): void;
  isStopping(): boolean;
  /** Something ended that nothing works without. */
  fail(error: Error): void;
};

const workerReadyMs = 60_000;

/** Database, web app, mail catcher, worker, server and demo, each as soon as what it needs is there; gives the welcome. */
export async function startParts(config: Config, run: Run): Promise<string> {
  // Loading the product takes as long as the database, which waits for its own processes meanwhile.
  const [databaseUrl, { startServer }, { openSeedDoor }] = await Promise.all([
    step(run, 'database', () => openDatabase(config, run)),
    import('../server.ts'),
    import('./demo/seedDoor.ts'),
    step(run, 'web app', buildWebIfStale),
  ]);
  const catcher = config.smtpUrl === undefined ? await catchMails(config, run) : undefined;
  const addresses = { databaseUrl, smtpUrl: config.smtpUrl ?? catcher?.smtpUrl ?? '' };
  const isDemo = config.databaseUrl === undefined;
  let demo = isDemo ? await keptDemo(config.dataDir) : undefined;
  const extras = demoRoutes({
    ...(catcher && { catcher }),
    papersOf: (slug) => papersOf(demo, config, slug),
    facts: () => demo && factsOf(demo, config, databaseUrl),
  });

  async function serve(): Promise<void> {
    const server = await step(run, 'server', () => startServer(config, addresses, extras));
    // A request that hangs is not waited for.
    run.onStop(() => Promise.race([server.close(), pause(1_000, undefined, { ref: false })]));
    if (!isDemo) return;
    const door = openSeedDoor(server.app);
    if (await door.isEmpty()) demo = await step(run, 'demo chains', () => seed(door, config));
  }
  await Promise.all([step(run, 'worker', () => startWorker({ ...config, ...addresses }, run)), serve()]);

  const facts = demo && factsOf(demo, config, databaseUrl);
  if (facts) await writeFacts(config.dataDir, facts);
  return welcomeText(config, facts, catcher !== undefined);
}

async function openDatabase(config: Config, run: Run): Promise<string> {
  const loading = import('../db/migrate.ts');
  if (config.databaseUrl !== undefined) {
    const { migrate } = await loading;
    await migrate(config.databaseUrl, config.sessionSecret);
    return config.databaseUrl;
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, onNotice: run.say });
  run.onStop(postgres.stop);
  const log = join(config.dataDir, 'postgres', 'server.log');
  postgres.gone.then(() => run.fail(new Error(`PostgreSQL ended by itself; ${log} says why.`)));
  const { migrate } = await loading;
  await migrate(postgres.ownerUrl, config.sessionSecret);
  return postgres.ownerUrl;
}

async function catchMails(config: Config, run: Run): Promise<MailCatcher> {
  const catcher = await startMailCatcher({ folder: join(config.dataDir, 'mail'), origin: originOf(config, 'mail') });
  run.onStop(catcher.close);
  return catcher;
}

async function seed(door: SeedDoor, config: Config): Promise<SeededDemo> {
  const demo = await seedDemo(door, new Date());
  await keepDemo(config.dataDir, demo);
  return demo;
}

async function startWorker(config: Config, run: Run): Promise<void> {
  const worker = startWorkerProcess(environmentOf(config), run.say);
  run.onStop(worker.stop);
  const ready = await Promise.race([worker.ready.then(() => true), pause(workerReadyMs, false, { ref: false })]);
  if (!ready) run.say('The worker is not ready yet: invoices are issued, their PDFs follow.');
}

/** Runs one part of the start and tells how long it took; nothing begins once the stop has begun. */
async function step<T>(run: Run, name: string, work: () => Promise<T>): Promise<T> {
  if (run.isStopping()) throw new Error('stopped');
  const begun = performance.now();
  const result = await work();
  run.say(`${name}: ready in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
