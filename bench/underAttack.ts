import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type RunningDemo, startDemo } from '../src/testing/browser/demo.ts';
import { type HostileLayout, hostileLayouts } from '../src/testing/layouts/hostile.ts';
import { hostileReceiptTexts } from '../src/testing/layouts/hostileTexts.ts';
import { type Attacker, type Outcome, openAttacker } from './underAttack/attacker.ts';
import { openClient, serverErrors, unanswered } from './underAttack/client.ts';
import { type Meters, watchProcesses } from './underAttack/meters.ts';
import { neighbourAtWork } from './underAttack/neighbour.ts';
import { type AttackResult, report, tally } from './underAttack/report.ts';
import { chainNamed, openShop, type Shop } from './underAttack/shopper.ts';

const usage = 'node bench/underAttack.ts [--layouts 12] [--seed 1] [--idle-seconds 20] [--only words]';
const { values } = parseArgs({
  options: {
    layouts: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    'idle-seconds': { type: 'string', default: '20' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Time for the product to end after SIGTERM. */
const stopMs = 20_000;
/** Time after the attack in which processes may end. */
const afterwardsMs = 10_000;
const lastDocumentsMs = 90_000;
/** The attack ends when this number of layouts in a row get no answer. */
const mostUnanswered = 2;

if (values.help) console.log(usage);
else process.exitCode = await runUnderAttack();

/** One chain attacks with hostile layouts and receipts while another works. Gives exit code 1 when a limit is exceeded. */
async function runUnderAttack(): Promise<number> {
  const seed = Number(values.seed);
  // The layouts are made before the measurement, so that making them takes no CPU time from the product.
  const layouts = hostileLayouts(seed, Number(values.layouts), values.only);
  const demo = await startDemo();
  const meters = watchProcesses(demo.process.pid ?? 0);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void killAll(meters).finally(() => process.exit(1)));
  const result = await measure(demo, meters, layouts, seed).catch(async (error) => {
    await stopProduct(demo, meters);
    await killAll(meters);
    throw error;
  });
  await stopProduct(demo, meters);
  const leftovers = (await meters.alive()).map(
    ({ pid, command }) => `${pid} ${command.replaceAll('\0', ' ').slice(0, 80)}`,
  );
  await killAll(meters);
  console.log(`attack with seed ${seed}, ${layouts.length} hostile layouts`);
  const exceeded = report({ ...result, leftovers });
  console.log(
    exceeded.length ? `\nexceeded:\n${exceeded.map((text) => `  ${text}`).join('\n')}` : '\nno limit is exceeded',
  );
  return exceeded.length ? 1 : 0;
}

async function measure(
  demo: RunningDemo,
  meters: Meters,
  layouts: HostileLayout[],
  seed: number,
): Promise<Omit<AttackResult, 'leftovers'>> {
  const { facts } = demo;
  const [neighbourChain, attackerChain] = [chainNamed(facts, 'zielony'), chainNamed(facts, 'megadom')];
  const clients = {
    neighbour: openClient(neighbourChain.url, 1),
    attacker: openClient(attackerChain.url, 2),
    mail: openClient(facts.mail.url, 3),
  };
  const shop = openShop(clients.neighbour, neighbourChain, facts.mail, clients.mail);
  const attackerShop = openShop(clients.attacker, attackerChain, facts.mail, clients.mail);
  const attacker = await openAttacker(clients.attacker, attackerChain, attackerShop);

  const idle = await neighbourAtWork(clients.neighbour, shop, pause(Number(values['idle-seconds']) * 1_000));
  console.log(`idle: ${idle.api.length} requests, ${idle.documents.length} documents`);
  const before = await meters.now();
  const idlePeaks = meters.peaks();

  const attacking = attackAll(attacker, attackerShop, layouts, seed);
  const attacked = await neighbourAtWork(clients.neighbour, shop, attacking);
  const attackedPeaks = meters.peaks();
  const attack = await attacking;
  await pause(afterwardsMs);
  const after = await meters.now();
  for (const client of Object.values(clients)) client.close();
  const { neighbour, attacker: attackerClient } = clients;
  return {
    idle,
    attacked,
    ...attack,
    peaks: { idle: idlePeaks, attacked: attackedPeaks },
    processes: { before, after },
    serverErrors: { neighbour: serverErrors(neighbour), attacker: serverErrors(attackerClient) },
    unanswered: { neighbour: unanswered(neighbour), attacker: unanswered(attackerClient) },
  };
}

type Attack = Pick<AttackResult, 'outcomes' | 'texts' | 'stoppedBecause'>;

/** Attacks with one layout after the other. After each one, a hostile receipt is invoiced, in that layout if it is published. */
async function attackAll(attacker: Attacker, shop: Shop, layouts: HostileLayout[], seed: number): Promise<Attack> {
  const outcomes: Outcome[] = [];
  const answers: string[] = [];
  const invoices: string[] = [];
  const texts = hostileReceiptTexts(seed, layouts.length);
  let unansweredInARow = 0;
  for (const [index, layout] of layouts.entries()) {
    const outcome = await attacker.attack(layout);
    outcomes.push(outcome);
    console.log(
      `  ${String(index + 1).padStart(3)} ${outcome.ms.toFixed(0).padStart(6)} ms  ${layout.kind}: ${layout.name}: ${outcome.saved} · ${outcome.preview} · ${outcome.publish}`,
    );
    unansweredInARow = outcome.saved === 'no answer' ? unansweredInARow + 1 : 0;
    if (unansweredInARow === mostUnanswered) {
      const stoppedBecause = `the server did not answer ${mostUnanswered} times in a row`;
      return { outcomes, texts: tally(answers), stoppedBecause };
    }
    const order = texts[index];
    if (!order) break;
    const bought = await attacker.buy(order).catch(failed);
    answers.push(bought.answer);
    if (bought.id !== undefined) invoices.push(bought.id);
    if (outcome.publish === 'done') await attacker.withdraw(layout.kind);
  }
  return { outcomes, texts: tally([...answers, ...(await endsOf(shop, invoices))]) };
}

function failed(error: Error): { id?: string; answer: string } {
  return { answer: error.message.slice(0, 80) };
}

/** The final state of each document of a hostile receipt. */
async function endsOf(shop: Shop, invoices: string[]): Promise<string[]> {
  const until = performance.now() + lastDocumentsMs;
  const ends: string[] = [];
  for (const id of invoices) {
    const { ended } = await shop.untilReady(id, Math.max(1_000, until - performance.now()));
    ends.push(`document ${ended}`);
  }
  return ends;
}

async function stopProduct(demo: RunningDemo, meters: Meters): Promise<void> {
  const ended = await Promise.race([demo.stop().then(() => true), pause(stopMs, false, { ref: false })]);
  meters.stop();
  if (!ended) console.log(`the product did not stop within ${stopMs / 1_000} s and is killed`);
}

/** Kills all processes of the product that are still running. */
async function killAll(meters: Meters): Promise<void> {
  for (const { pid } of await meters.alive()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // The process ended between alive() and kill().
    }
  }
}
