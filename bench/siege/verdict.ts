import { percentile } from '../figures.ts';
import type { Fate } from './attacker.ts';
import type { Peaks } from './meters.ts';
import type { Measured } from './neighbour.ts';

export type Siege = {
  idle: Measured;
  siege: Measured;
  peaks: { idle: Peaks; siege: Peaks };
  /** Processes before the siege and some seconds after it. */
  processes: { before: Peaks; after: Peaks };
  serverErrors: { neighbour: number; attacker: number };
  unanswered: { neighbour: number; attacker: number };
  fates: Fate[];
  texts: Map<string, number>;
  leftovers: string[];
  /** Why the siege was broken off, if it was. */
  brokenOff?: string;
};

const longestP99Ms = 300;
const documentAllowanceMs = 1_000;
/**
 * The lanes keep at most four browsers for their next prints, of about ten processes each with its kept pages; what is more
 * is left over. See worker/lanes/lanes.ts.
 */
const mayStay = 45;

/** The figures, and the promises that were broken. */
export function report(result: Siege): string[] {
  const { idle, siege, peaks, processes, fates } = result;
  const p99 = { idle: percentile(idle.api, 99), siege: percentile(siege.api, 99) };
  const longest = { idle: Math.max(...idle.documents), siege: Math.max(...siege.documents) };
  line(
    'neighbour API, ms',
    `idle p50 ${ms(percentile(idle.api, 50))} p99 ${ms(p99.idle)} n ${idle.api.length}; siege p50 ${ms(percentile(siege.api, 50))} p99 ${ms(p99.siege)} max ${ms(Math.max(...siege.api))} n ${siege.api.length}`,
  );
  line(
    'neighbour documents, ms',
    `idle p50 ${ms(percentile(idle.documents, 50))} max ${ms(longest.idle)} n ${idle.documents.length}; siege p50 ${ms(percentile(siege.documents, 50))} max ${ms(longest.siege)} n ${siege.documents.length}; max ${(longest.siege / longest.idle).toFixed(1)} × idle`,
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
  for (const [text, count] of tally(siege.refused)) line('neighbour, siege', `${count} × ${text}`);
  console.log('\nhostile layouts');
  for (const [fate, count] of tally(
    fates.map(({ saved, preview, publish }) => `check ${saved} · preview ${preview} · publish ${publish}`),
  ))
    line('', `${count} × ${fate}`);
  for (const { kind, name, ms: took } of fates.toSorted((a, b) => b.ms - a.ms).slice(0, 8))
    line('longest', `${ms(took)} ms  ${kind}: ${name}`);
  console.log('\nhostile receipt texts');
  for (const [answer, count] of result.texts) line('', `${count} × ${answer}`);
  return broken(result, p99.siege, longest);
}

function broken(result: Siege, p99: number, longest: { idle: number; siege: number }): string[] {
  const { serverErrors, processes, leftovers, siege, brokenOff } = result;
  const grown = processes.after.node + processes.after.browser - processes.before.node - processes.before.browser;
  const found: [isBroken: boolean, text: string][] = [
    [!(p99 < longestP99Ms), `p99 of the neighbour's API is ${ms(p99)} ms, not below ${longestP99Ms}`],
    [
      !(longest.siege <= 2 * longest.idle + documentAllowanceMs),
      `a document of the neighbour took ${ms(longest.siege)} ms, more than 2 × ${ms(longest.idle)} + ${documentAllowanceMs}`,
    ],
    [siege.refused.length > 0, `the neighbour was refused or failed ${siege.refused.length} times`],
    [
      serverErrors.neighbour + serverErrors.attacker > 0,
      `${serverErrors.neighbour + serverErrors.attacker} answers were 5xx`,
    ],
    [grown > mayStay, `${grown} more processes after the siege than before`],
    [leftovers.length > 0, `${leftovers.length} processes outlive the product: ${leftovers.slice(0, 3).join(' | ')}`],
    [brokenOff !== undefined, `broken off: ${brokenOff}`],
  ];
  return found.filter(([isBroken]) => isBroken).map(([, text]) => text);
}

export function tally(texts: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}

const ms = (value: number) => value.toFixed(0);
const line = (name: string, text: string) => console.log(`  ${name.padEnd(26)} ${text}`);
