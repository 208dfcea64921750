import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Config, environmentOf, originOf } from '../config.ts';
import { factsOf, keptDemo, papersOf, storeDemo, writeFacts } from './demo/demoFacts.ts';
import { type DemoKsef, startDemoKsef } from './demo/demoKsef.ts';
import { demoRoutes } from './demo/demoRoutes.ts';
import { type KsefTokenFor, type SeededDemo, type SeedTarget, seedDemo } from './demo/seedDemo.ts';
import { type MailCatcher, startMailCatcher } from './mailCatcher/catcher.ts';
import { startEmbeddedPostgres } from './postgres/postgres.ts';
import { buildWebIfStale } from './webBuild.ts';
import { welcomeText } from './welcome.ts';
import { startWorkerProcess } from './workerProcess.ts';

/** Functions of the starting process that the parts call. */
export type Run = {
  print(text: string): void;
  /** Registers a function that stops a part; the functions are called in reverse order. */
  onStop(work: () => Promise<void>): void;
  isStopping(): boolean;
  /** Reports that an indispensable part has ended. */
  fail(error: Error): void;
};

const workerReadyMs = 60_000;

/**
 * Starts database, web app, mail catcher, worker, server and demo, each as soon as its dependencies run; returns the
 * welcome text.
 */
export async function startParts(given: Config, run: Run): Promise<string> {
  const isDemo = given.databaseUrl === undefined;
  // Loading the product takes as long as starting the database, so both happen at the same time.
  const [databaseUrl, ksef, { startServer }, { openSeedTarget }] = await Promise.all([
    step(run, 'database', () => openDatabase(given, run)),
    isDemo && given.ksefEnvironment === undefined ? step(run, 'KSeF server', () => openKsef(given, run)) : undefined,
    import('../server.ts'),
    import('./demo/seedTarget.ts'),
    step(run, 'web app', buildWebIfStale),
  ]);
  const config: Config = ksef ? { ...given, ksefEnvironment: ksef.url } : given;
  const catcher = config.smtpUrl === undefined ? await catchMails(config, run) : undefined;
  const addresses = { databaseUrl, smtpUrl: config.smtpUrl ?? catcher?.smtpUrl ?? '' };
  let demo = isDemo ? await keptDemo(config.dataDir) : undefined;
  const extras = demoRoutes({
    ...(catcher && { catcher }),
    papersOf: (slug) => papersOf(demo, config, slug),
    facts: () => demo && factsOf(demo, config, databaseUrl),
  });

  async function serve(): Promise<void> {
    const server = await step(run, 'server', () => startServer(config, addresses, extras));
    // After 1 s the stop no longer waits for open requests.
    run.onStop(() => Promise.race([server.close(), pause(1_000, undefined, { ref: false })]));
    if (!isDemo) return;
    const target = openSeedTarget(server.app);
    if (await target.isEmpty()) demo = await step(run, 'demo chains', () => seed(target, config, ksef?.tokenFor));
  }
  await Promise.all([step(run, 'worker', () => startWorker({ ...config, ...addresses }, run)), serve()]);

  const facts = demo && factsOf(demo, config, databaseUrl);
  if (facts) await writeFacts(config.dataDir, facts);
  return welcomeText(config, facts, { catchesMail: catcher !== undefined, ...(ksef && { ksefUrl: ksef.url }) });
}

async function openDatabase(config: Config, run: Run): Promise<string> {
  const loading = import('../db/migrate.ts');
  if (config.databaseUrl !== undefined) {
    const { migrate } = await loading;
    await migrate(config.databaseUrl, config.sessionSecret);
    return config.databaseUrl;
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, onNotice: run.print });
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

async function openKsef(config: Config, run: Run): Promise<DemoKsef> {
  const ksef = await startDemoKsef(config);
  run.onStop(ksef.close);
  return ksef;
}

async function seed(target: SeedTarget, config: Config, ksefTokenFor?: KsefTokenFor): Promise<SeededDemo> {
  const demo = await seedDemo(target, new Date(), ksefTokenFor);
  await storeDemo(config.dataDir, demo);
  return demo;
}

async function startWorker(config: Config, run: Run): Promise<void> {
  const worker = startWorkerProcess(environmentOf(config), run.print);
  run.onStop(worker.stop);
  const ready = await Promise.race([worker.ready.then(() => true), pause(workerReadyMs, false, { ref: false })]);
  if (!ready) run.print('The worker is not ready yet: invoices are issued, their PDFs follow.');
}

/** Runs one part of the start and prints its duration. Throws once the stop has begun. */
async function step<T>(run: Run, name: string, work: () => Promise<T>): Promise<T> {
  if (run.isStopping()) throw new Error('stopped');
  const begun = performance.now();
  const result = await work();
  run.print(`${name}: ready in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
