import { setTimeout as pause } from 'node:timers/promises';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { portTrouble } from './freePort.ts';
import { lockDataDir } from './runLock.ts';

// `npm start`: the whole product in one terminal.

/** The whole stop, whatever hangs. */
const stopLimitMs = 4_500;

/** What has to be undone at the end, last thing first. */
const undo: (() => Promise<void>)[] = [];
let stopping = false;

// A reader that goes away, such as `npm start | head`, is no reason to fall over.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await start(readConfig(undefined, { LOG_LEVEL: 'warn', LISTEN_HOST: 'localhost' }));
} catch (error) {
  if (!stopping) await fail(error);
}

async function start(config: Config): Promise<void> {
  const trouble = await portTrouble(config.port);
  if (trouble) throw new Error(portSentence(config.port, trouble));
  undo.push(await lockDataDir(config.dataDir));
  // The product takes a second to load: not before it is known that it can start.
  const { startParts } = await import('./startParts.ts');
  const welcome = await startParts(config, {
    say: (text) => console.log(text),
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

/** The set-up throws plain sentences; anything else is a bug and shown whole. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return portSentence(Number(error.port), 'taken');
  const isSentence = error instanceof ConfigError || (error.constructor === Error && !('code' in error));
  return isSentence ? error.message : (error.stack ?? error.message);
}

function portSentence(port: number, trouble: 'taken' | 'reserved'): string {
  return trouble === 'taken'
    ? `Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`
    : `Port ${port} is reserved for root. Choose one above 1023: PORT=3000 npm start`;
}
