import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from './webBuild.ts';

export type WorkerProcess = {
  /** Resolves once the worker says that it takes jobs. */
  ready: Promise<void>;
  /** Asks it to finish, and makes it after 2.5 s, its own children included. */
  stop(): Promise<void>;
};

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Keeps one worker running: one that ends by itself is started again, after a pause that grows while it keeps ending.
 * The worker sends the message `ready` when it takes jobs, and ends when the channel to this process closes.
 */
export function startWorkerProcess(env: Record<string, string>, onNotice: (text: string) => void): WorkerProcess {
  const ready = Promise.withResolvers<void>();
  const stopping = new AbortController();
  let child = launch();
  let pauseMs = firstPauseMs;
  const supervised = supervise();

  function launch(): ChildProcess {
    const launched = spawn(process.execPath, [join(projectFolder, 'worker/main.ts')], {
      cwd: projectFolder,
      env: { ...systemEnvironment(), ...env },
      // Detached: Ctrl-C in the terminal is for this process, which lets the worker finish its job first.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    launched.on('message', (message) => {
      if (message !== 'ready') return;
      pauseMs = firstPauseMs;
      ready.resolve();
    });
    return launched;
  }

  async function supervise(): Promise<void> {
    for (;;) {
      const end = await endOf(child);
      if (stopping.signal.aborted) return;
      onNotice(`The worker ended (${end}); it is started again.`);
      // The pause throws only when it is broken off, and the next line looks at that.
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      child = launch();
    }
  }

  return {
    ready: ready.promise,
    async stop() {
      stopping.abort();
      child.kill('SIGTERM');
      // An open channel would keep it up after it has finished.
      if (child.connected) child.disconnect();
      const done = await Promise.race([supervised.then(() => true), pause(2_500, false, { ref: false })]);
      if (!done) killGroup(child);
      await Promise.race([supervised, pause(500, undefined, { ref: false })]);
    },
  };
}

/** What a program needs from the machine; everything of ours comes from the configuration. */
function systemEnvironment(): Record<string, string> {
  const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];
  const aws = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return Object.fromEntries(
    [...passed, ...aws].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone in the meantime.
  }
}
