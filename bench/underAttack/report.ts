import { percentile } from '../figures.ts';
import type { Outcome } from './attacker.ts';
import type { Peaks } from './meters.ts';
import type { Measured } from './neighbour.ts';

export type AttackResult = {
  idle: Measured;
  attacked: Measured;
  peaks: { idle: Peaks; attacked: Peaks };
  /** Processes before the attack and 10 s after it. */
  processes: { before: Peaks; after: Peaks };
  serverErrors: { neighbour: number; attacker: number };
  unanswered: { neighbour: number; attacker: number };
  outcomes: Outcome[];
  /** Number of each answer to hostile receipts. */
  texts: Map<string, number>;
  /** Processes that still run after the product has stopped. */
  leftovers: string[];
  /** Reason for ending the attack early. */
  stoppedBecause?: string;
};

const longestP99Ms = 300;
const documentAllowanceMs = 1_000;
/**
 * The worker may keep four idle browsers of about ten processes each (worker/lanes/lanes.ts). More new processes than this
 * are leftovers of the attack.
 */
const mostNewProcesses = 45;

/** Prints the figures and gives the exceeded limits. */
export function report(result: AttackResult): string[] {
  const { idle, attacked, peaks, processes, outcomes } = result;
  const p99 = { idle: percentile(idle.api, 99), attacked: percentile(attacked.api, 99) };
  const longest = { idle: Math.max(...idle.documents), attacked: Math.max(...attacked.documents) };
  line(
    'neighbour API, ms',
    `idle p50 ${ms(percentile(idle.api, 50))} p99 ${ms(p99.idle)} n ${idle.api.length}; attacked p50 ${ms(percentile(attacked.api, 50))} p99 ${ms(p99.attacked)} max ${ms(Math.max(...attacked.api))} n ${attacked.api.length}`,
  );
  line(
    'neighbour documents, ms',
    `idle p50 ${ms(percentile(idle.documents, 50))} max ${ms(longest.idle)} n ${idle.documents.length}; attacked p50 ${ms(percentile(attacked.documents, 50))} max ${ms(longest.attacked)} n ${attacked.documents.length}; max ${(longest.attacked / longest.idle).toFixed(1)} × idle`,
  );
  line('5xx', `neighbour ${result.serverErrors.neighbour}, attacker ${result.serverErrors.attacker}`);
  line('no answer in time', `neighbour ${result.unanswered.neighbour}, attacker ${result.unanswered.attacker}`);
  for (const [name, one] of Object.entries(peaks)) {
    line(
      `peak RSS, ${name}, MB`,
      `server ${ms(one.serverMb)}, worker ${ms(one.workerMb)}, Chromium ${ms(one.browserMb)} (${one.browser} processes)`,
    );
  }
  line(
    'processes',
    `before ${processes.before.node} node, ${processes.before.browser} Chromium; after ${processes.after.node} node, ${processes.after.browser} Chromium; after the stop ${result.leftovers.length}`,
  );
  for (const [text, count] of tally(idle.refused)) line('neighbour, idle', `${count} × ${text}`);
  for (const [text, count] of tally(attacked.refused)) line('neighbour, attacked', `${count} × ${text}`);
  console.log('\nhostile layouts');
  for (const [outcome, count] of tally(
    outcomes.map(({ saved, preview, publish }) => `check ${saved} · preview ${preview} · publish ${publish}`),
  ))
    line('', `${count} × ${outcome}`);
  for (const { kind, name, ms: took } of outcomes.toSorted((a, b) => b.ms - a.ms).slice(0, 8))
    line('longest', `${ms(took)} ms  ${kind}: ${name}`);
  console.log('\nhostile receipt texts');
  for (const [answer, count] of result.texts) line('', `${count} × ${answer}`);
  return exceededLimits(result, p99.attacked, longest);
}

function exceededLimits(result: AttackResult, p99: number, longest: { idle: number; attacked: number }): string[] {
  const { serverErrors, processes, leftovers, attacked, stoppedBecause } = result;
  const grown = processes.after.node + processes.after.browser - processes.before.node - processes.before.browser;
  const limits: [isExceeded: boolean, text: string][] = [
    [!(p99 < longestP99Ms), `p99 of the neighbour's API is ${ms(p99)} ms, not below ${longestP99Ms}`],
    [
      !(longest.attacked <= 2 * longest.idle + documentAllowanceMs),
      `a document of the neighbour took ${ms(longest.attacked)} ms, more than 2 × ${ms(longest.idle)} + ${documentAllowanceMs}`,
    ],
    [attacked.refused.length > 0, `the neighbour was refused or failed ${attacked.refused.length} times`],
    [
      serverErrors.neighbour + serverErrors.attacker > 0,
      `${serverErrors.neighbour + serverErrors.attacker} answers were 5xx`,
    ],
    [grown > mostNewProcesses, `${grown} more processes after the attack than before`],
    [
      leftovers.length > 0,
      `${leftovers.length} processes still run after the product: ${leftovers.slice(0, 3).join(' | ')}`,
    ],
    [stoppedBecause !== undefined, `the attack ended early: ${stoppedBecause}`],
  ];
  return limits.filter(([isExceeded]) => isExceeded).map(([, text]) => text);
}

/** Number of occurrences of each text, the most frequent first. */
export function tally(texts: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}

const ms = (value: number) => value.toFixed(0);
const line = (name: string, text: string) => console.log(`  ${name.padEnd(26)} ${text}`);
