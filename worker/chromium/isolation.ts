import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The user that runs the browser, and the start of the command line. */
export type Isolation = { uid?: number; gid?: number; prefix: string[] };

/** Separate user, network and process namespaces: no network interface, and all processes end with the first one. */
const ownNamespaces = ['unshare', '-U', '-n', '-p', '-f', '--kill-child', '--map-current-user', '--'];

/** The isolation layers that this machine allows. Calls `onNotice` for each missing layer. */
export function chooseIsolation(onNotice: (text: string) => void): Isolation {
  const user = otherUser();
  if (!user) onNotice('Chromium runs as the user of this process; started by root it would run as nobody.');
  const probe = spawnSync('unshare', [...ownNamespaces.slice(1), 'true'], {
    ...user,
    stdio: 'ignore',
    timeout: 10_000,
  });
  if (probe.status === 0) return { ...user, prefix: ownNamespaces };
  onNotice('Chromium has no network namespace of its own: this system forbids user namespaces. The other layers stay.');
  return { ...user, prefix: [] };
}

function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) };
}
