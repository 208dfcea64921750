import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type RunningDemo, startDemo } from '../src/testing/browser/demo.ts';
import { type HostileLayout, hostileLayouts } from '../src/testing/layouts/hostile.ts';
import { hostileReceiptTexts } from '../src/testing/layouts/hostileTexts.ts';
import { type Attacker, type Fate, openAttacker } from './siege/attacker.ts';
import { openClient, serverErrors, unanswered } from './siege/client.ts';
import { type Meters, watchProcesses } from './siege/meters.ts';
import { neighbourAtWork } from './siege/neighbour.ts';
import { chainNamed, openShop, type Shop } from './siege/shopper.ts';
import { report, type Siege, tally } from './siege/verdict.ts';

const usage = 'node bench/siege.ts [--layouts 12] [--seed 1] [--idle-seconds 20] [--only words]';
const { values } = parseArgs({
  options: {
    layouts: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    'idle-seconds': { type: 'string', default: '20' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** For the product to end by itself. */
const stopMs = 20_000;
const settleMs = 10_000;
const lastDocumentsMs = 90_000;
const deaf = 2;

if (values.help) console.log(usage);
else process.exitCode = await besiege();

/** One chain attacks with hostile layouts and receipts while another works. Gives 1 when a promise is broken. */
async function besiege(): Promise<number> {
  const seed = Number(values.seed);
  // Made before the clock runs, so that making them takes nothing from the product.
  const layouts = hostileLayouts(seed, Number(values.layouts), values.only);
  const demo = await startDemo();
  const meters = watchProcesses(demo.process.pid ?? 0);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void killed(meters).finally(() => process.exit(1)));
  const result = await measured(demo, meters, layouts, seed).catch(async (error) => {
    await stopped(demo, meters);
    await killed(meters);
    throw error;
  });
  await stopped(demo, meters);
  const outlived = (await meters.alive()).map(
    ({ pid, command }) => `${pid} ${command.replaceAll('\0', ' ').slice(0, 80)}`,
  );
  await killed(meters);
  console.log(`siege with seed ${seed}, ${layouts.length} hostile layouts`);
  const broken = report({ ...result, leftovers: outlived });
  console.log(
    broken.length ? `\nbroken promises:\n${broken.map((text) => `  ${text}`).join('\n')}` : '\nevery promise holds',
  );
  return broken.length ? 1 : 0;
}

async function measured(
  demo: RunningDemo,
  meters: Meters,
  layouts: HostileLayout[],
  seed: number,
): Promise<Omit<Siege, 'leftovers'>> {
  const { facts } = demo;
  const [home, enemy] = [chainNamed(facts, 'zielony'), chainNamed(facts, 'megadom')];
  const clients = {
    neighbour: openClient(home.url, 1),
    attacker: openClient(enemy.url, 2),
    mail: openClient(facts.mail.url, 3),
  };
  const shop = openShop(clients.neighbour, home, facts.mail, clients.mail);
  const enemyShop = openShop(clients.attacker, enemy, facts.mail, clients.mail);
  const attacker = await openAttacker(clients.attacker, enemy, enemyShop);

  const idle = await neighbourAtWork(clients.neighbour, shop, pause(Number(values['idle-seconds']) * 1_000));
  console.log(`idle: ${idle.api.length} requests, ${idle.documents.length} documents`);
  const before = await meters.now();
  const idlePeaks = meters.peaks();

  const assault = attackAll(attacker, enemyShop, layouts, seed);
  const siege = await neighbourAtWork(clients.neighbour, shop, assault);
  const siegePeaks = meters.peaks();
  const attack = await assault;
  await pause(settleMs);
  const after = await meters.now();
  for (const client of Object.values(clients)) client.close();
  const { neighbour, attacker: enemyClient } = clients;
  return {
    idle,
    siege,
    ...attack,
    peaks: { idle: idlePeaks, siege: siegePeaks },
    processes: { before, after },
    serverErrors: { neighbour: serverErrors(neighbour), attacker: serverErrors(enemyClient) },
    unanswered: { neighbour: unanswered(neighbour), attacker: unanswered(enemyClient) },
  };
}

type Attack = Pick<Siege, 'fates' | 'texts' | 'brokenOff'>;

/** One layout after the other, each with a receipt that is invoiced in it when it could be published. */
async function attackAll(attacker: Attacker, shop: Shop, layouts: HostileLayout[], seed: number): Promise<Attack> {
  const fates: Fate[] = [];
  const answers: string[] = [];
  const invoices: string[] = [];
  const texts = hostileReceiptTexts(seed, layouts.length);
  let silent = 0;
  for (const [index, layout] of layouts.entries()) {
    const fate = await attacker.attack(layout);
    fates.push(fate);
    console.log(
      `  ${String(index + 1).padStart(3)} ${fate.ms.toFixed(0).padStart(6)} ms  ${layout.kind}: ${layout.name}: ${fate.saved} · ${fate.preview} · ${fate.publish}`,
    );
    silent = fate.saved === 'no answer' ? silent + 1 : 0;
    if (silent === deaf)
      return { fates, texts: tally(answers), brokenOff: `the server did not answer ${deaf} times in a row` };
    const order = texts[index];
    if (!order) break;
    const bought = await attacker.buy(order).catch(failed);
    answers.push(bought.answer);
    if (bought.id !== undefined) invoices.push(bought.id);
    if (fate.publish === 'done') await attacker.withdraw(layout.kind);
  }
  return { fates, texts: tally([...answers, ...(await endsOf(shop, invoices))]) };
}

function failed(error: Error): { id?: string; answer: string } {
  return { answer: error.message.slice(0, 80) };
}

/** How the documents of the hostile receipts ended. */
async function endsOf(shop: Shop, invoices: string[]): Promise<string[]> {
  const until = performance.now() + lastDocumentsMs;
  const ends: string[] = [];
  for (const id of invoices) {
    const { ended } = await shop.untilReady(id, Math.max(1_000, until - performance.now()));
    ends.push(`document ${ended}`);
  }
  return ends;
}

async function stopped(demo: RunningDemo, meters: Meters): Promise<void> {
  const ended = await Promise.race([demo.stop().then(() => true), pause(stopMs, false, { ref: false })]);
  meters.stop();
  if (!ended) console.log(`the product did not stop within ${stopMs / 1_000} s and is killed`);
}

/** Nothing of a siege stays on the machine. */
async function killed(meters: Meters): Promise<void> {
  for (const { pid } of await meters.alive()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}
