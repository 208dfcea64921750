import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { freePort } from '../freePort.ts';
import { clusterFolder, findPostgres, type PostgresProgram } from './postgresProgram.ts';
import { endStalePostmaster, startPostmaster } from './postmaster.ts';

export type EmbeddedPostgres = {
  /** Of `efk_owner`, who owns the database `efakturomat`, may create roles and is no superuser. */
  ownerUrl: string;
  /** Of the superuser, into the database `postgres`. */
  superUrl: string;
  /** Resolves when the server is gone, asked for or not. */
  gone: Promise<void>;
  stop(): Promise<void>;
};

/** What is kept beside the cluster, for its owner only. */
type Keep = { port: number; superPassword: string; ownerPassword: string };

/**
 * Brings up the PostgreSQL that npm installed, on 127.0.0.1 only, with its data under `<dataDir>/postgres`; the first
 * time it makes the cluster, the role and the database. Data, passwords and, if free, the port stay from start to start.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port?: number;
  /** Server settings besides our own, e.g. `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  onNotice?: (text: string) => void;
}): Promise<EmbeddedPostgres> {
  const { settings = {}, onNotice = () => {} } = options;
  const folder = join(options.dataDir, 'postgres');
  await mkdir(folder, { recursive: true });
  const program = await findPostgres(onNotice);
  const cluster = join(await clusterFolder(options.dataDir, program.account, onNotice), 'cluster');
  const kept = await readKeep(folder);
  // A cluster outside a data folder that was deleted since: its password is gone, and so is what it belonged to.
  if (!kept && !cluster.startsWith(folder)) await rm(cluster, { recursive: true, force: true });
  const keep: Keep = {
    superPassword: kept?.superPassword ?? randomBytes(24).toString('hex'),
    ownerPassword: kept?.ownerPassword ?? randomBytes(24).toString('hex'),
    port: options.port ?? (await freePort(kept?.port)),
  };
  await writeKeep(folder, keep);

  if (existsSync(cluster)) await endStalePostmaster(cluster, onNotice);
  else await makeCluster(program, cluster, keep.superPassword);
  const server = await startPostmaster(program, {
    cluster,
    logFile: join(folder, 'server.log'),
    settings: { ...ourSettings, port: String(keep.port), ...settings },
  });
  const superUrl = `postgres://postgres:${keep.superPassword}@127.0.0.1:${keep.port}/postgres`;
  try {
    await makeDatabase(superUrl, keep.ownerPassword);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    superUrl,
    ownerUrl: `postgres://efk_owner:${keep.ownerPassword}@127.0.0.1:${keep.port}/efakturomat`,
    gone: server.gone,
    stop: server.stop,
  };
}

const ourSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  // Statements and key values are personal data as often as not.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Made under another name and renamed: a start that is killed half-way leaves nothing that looks like a cluster. */
async function makeCluster(program: PostgresProgram, cluster: string, superPassword: string): Promise<void> {
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(draft, { recursive: true, force: true });
  await writeFile(passwordFile, superPassword, { mode: 0o600 });
  const { uid, gid } = program.account;
  if (uid !== undefined && gid !== undefined) await chown(passwordFile, uid, gid);
  try {
    await run(program, 'initdb', [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ]);
    await rename(draft, cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function makeDatabase(superUrl: string, ownerPassword: string): Promise<void> {
  const sql = postgres(superUrl, { max: 1, onnotice: () => {} });
  try {
    const [state] = await sql<{ role: boolean; database: boolean }[]>`
      select exists (select from pg_roles where rolname = 'efk_owner') as role,
             exists (select from pg_database where datname = 'efakturomat') as database`;
    await sql`select set_config('efk.password', ${ownerPassword}, false)`;
    if (!state?.role) await sql`create role efk_owner login createrole`;
    // Always set: the file beside the cluster is the truth. DO takes no parameters, so the password goes by a setting.
    await sql`
      do $$ begin
        execute format('alter role efk_owner password %L', current_setting('efk.password'));
      end $$`;
    if (!state?.database) await sql`create database efakturomat owner efk_owner`;
  } finally {
    await sql.end();
  }
}

async function run(program: PostgresProgram, name: string, args: string[]): Promise<void> {
  const child = spawn(join(program.folder, 'bin', name), args, {
    ...program.account,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL's ${name} failed: ${complaint.trim()}`);
}

async function readKeep(folder: string): Promise<Keep | undefined> {
  const text = await readFile(join(folder, 'server.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Keep);
}

async function writeKeep(folder: string, keep: Keep): Promise<void> {
  const draft = join(folder, `server.json.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(keep, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(folder, 'server.json'));
}
