import { setTimeout as pause } from 'node:timers/promises';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { portProblem } from './freePort.ts';
import { lockDataDir } from './runLock.ts';

// `npm start`: the whole product in one terminal.

/** Longest time for stopping all parts. */
const stopLimitMs = 4_500;

/** Functions that stop the started parts; called in reverse order. */
const undo: (() => Promise<void>)[] = [];
let stopping = false;

// With `npm start | head` the reader closes the pipe; without a listener the EPIPE error would end this process.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await start(readConfig(undefined, { LOG_LEVEL: 'warn', LISTEN_HOST: 'localhost' }));
} catch (error) {
  if (!stopping) await fail(error);
}

async function start(config: Config): Promise<void> {
  const problem = await portProblem(config.port);
  if (problem) throw new Error(portSentence(config.port, problem));
  undo.push(await lockDataDir(config.dataDir));
  // Loading the product takes a second, so the port and the data folder are checked first.
  const { startParts } = await import('./startParts.ts');
  const welcome = await startParts(config, {
    print: (text) => console.log(text),
    onStop: (work) => undo.push(work),
    isStopping: () => stopping,
    fail: (error) => void fail(error),
  });
  console.log(welcome);
}

async function fail(error: unknown): Promise<void> {
  if (stopping) return;
  console.error(sentenceOf(error));
  await stop(1);
}

async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.log('Stopping …');
  await Promise.race([undoAll(), pause(stopLimitMs, undefined, { ref: false })]);
  process.exit(exitCode);
}

async function undoAll(): Promise<void> {
  for (let last = undo.pop(); last; last = undo.pop()) {
    await last().catch((error: unknown) => console.error(sentenceOf(error)));
  }
}

/**
 * A plain Error of the start carries a sentence for the user; any other error is a bug and is printed with its stack.
 */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return portSentence(Number(error.port), 'taken');
  const isSentence = error instanceof ConfigError || (error.constructor === Error && !('code' in error));
  return isSentence ? error.message : (error.stack ?? error.message);
}

function portSentence(port: number, problem: 'taken' | 'reserved'): string {
  return problem === 'taken'
    ? `Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`
    : `Port ${port} is reserved for root. Choose one above 1023: PORT=3000 npm start`;
}
