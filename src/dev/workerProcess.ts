import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from './webBuild.ts';

export type WorkerProcess = {
  /** Resolves when the worker has sent the message `ready`. */
  ready: Promise<void>;
  /** Sends SIGTERM, and after 2.5 s SIGKILL to the worker's whole process group. */
  stop(): Promise<void>;
};

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Keeps one worker running: a worker that ends by itself is started again after a pause, which doubles with each failed
 * start up to 10 s. The worker sends the message `ready` when it accepts jobs, and ends when the IPC channel closes.
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
      // Detached, because Ctrl-C in a terminal signals the whole process group, and the worker must finish its job
      // first.
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
      // An open IPC channel would keep the finished worker alive.
      if (child.connected) child.disconnect();
      const done = await Promise.race([supervised.then(() => true), pause(2_500, false, { ref: false })]);
      if (!done) killGroup(child);
      await Promise.race([supervised, pause(500, undefined, { ref: false })]);
    },
  };
}

/** Environment variables of the system; the worker's own settings come from the configuration. */
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
    // ESRCH: the group has ended in the meantime.
  }
}
