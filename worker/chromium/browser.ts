import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Cdp, openCdp } from './cdp.ts';
import type { Chromium } from './findChromium.ts';
import type { Isolation } from './isolation.ts';
import { makeProfile, removeProfile } from './profiles.ts';

export type Browser = {
  cdp: Cdp;
  /** Id of the process group of the browser and all its child processes. */
  group: number;
  version: string;
  /** Sends SIGKILL to the whole process group. */
  kill(): void;
  /** Sends Browser.close, kills the group after 2 s, and removes the profile. */
  close(): Promise<void>;
};

const startLimitMs = 15_000;
const closeLimitMs = 2_000;

/**
 * Switches off every feature that printing does not need. Two settings block the network: no name resolves, and the
 * proxy does not exist.
 */
const flags = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-features=Translate,MediaRouter,OptimizationHints,BackForwardCache,InterestFeedContentSuggestions',
  '--dns-prefetch-disable',
  '--no-pings',
  '--mute-audio',
  '--hide-scrollbars',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

/**
 * Starts one Chromium with the given isolation in its own process group. Rejects when Chromium does not answer within
 * 15 s.
 */
export async function startBrowser(
  chromium: Chromium,
  isolation: Isolation,
  { sandbox, nice }: { sandbox: boolean; nice: number },
): Promise<Browser> {
  const home = makeProfile(isolation);
  const priority = nice > 0 ? ['nice', '-n', String(nice)] : [];
  const line = [...priority, ...isolation.prefix, chromium.path, ...flags, `--user-data-dir=${join(home, 'profile')}`];
  if (!sandbox) line.push('--no-sandbox');
  const [command = '', ...args] = [...line, 'about:blank'];
  const child = spawn(command, args, {
    detached: true,
    cwd: home,
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: home,
      TMPDIR: home,
      TZ: 'UTC',
      LANG: 'C.UTF-8',
      ...chromium.env,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    ...(isolation.uid !== undefined && { uid: isolation.uid, gid: isolation.gid ?? isolation.uid }),
  });
  const cdp = openCdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  child.on('error', (error) => cdp.close(error.message));
  child.on('exit', (code, signal) => cdp.close(`it ended with ${signal ?? code}`));
  const kill = () => killGroup(child);
  const onExit = () => kill();
  process.on('exit', onExit);

  async function close(): Promise<void> {
    // A browser that does not close by itself is killed below, whatever the reason.
    await Promise.race([cdp.send('Browser.close').catch(() => {}), wait(closeLimitMs)]);
    if (isRunning(child)) await Promise.race([once(child, 'exit'), wait(closeLimitMs)]);
    kill();
    if (isRunning(child) && child.pid !== undefined) await once(child, 'exit');
    process.off('exit', onExit);
    removeProfile(home);
  }

  try {
    const late = wait(startLimitMs).then(() => Promise.reject(new Error('Chromium did not start in time')));
    const { product } = await Promise.race([cdp.send<{ product: string }>('Browser.getVersion'), late]);
    return { cdp, group: child.pid ?? 0, version: product, kill, close };
  } catch (error) {
    kill();
    await close();
    throw error;
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: the group has already ended.
  }
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
