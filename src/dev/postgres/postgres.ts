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
  /** URL for the role `efk_owner`, which owns the database `efakturomat`, may create roles and is no superuser. */
  ownerUrl: string;
  /** URL for the superuser, into the database `postgres`. */
  superUrl: string;
  /** Resolves when the server has ended, by stop() or by itself. */
  gone: Promise<void>;
  stop(): Promise<void>;
};

/** The content of `server.json` beside the cluster; the file is readable for its owner only. */
type ServerFile = { port: number; superPassword: string; ownerPassword: string };

/**
 * Starts the PostgreSQL that npm installed, on 127.0.0.1 only, with its data under `<dataDir>/postgres`. The first start
 * creates the cluster, the role and the database. Later starts use the same data and passwords, and the same port if
 * free.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  port?: number;
  /** Server settings beside the fixed ones, e.g. `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
  onNotice?: (text: string) => void;
}): Promise<EmbeddedPostgres> {
  const { settings = {}, onNotice = () => {} } = options;
  const folder = join(options.dataDir, 'postgres');
  await mkdir(folder, { recursive: true });
  const program = await findPostgres(onNotice);
  const cluster = join(await clusterFolder(options.dataDir, program.account, onNotice), 'cluster');
  const kept = await readServerFile(folder);
  // A cluster outside `dataDir` without server.json belongs to a deleted data folder; its password is lost.
  if (!kept && !cluster.startsWith(folder)) await rm(cluster, { recursive: true, force: true });
  const stored: ServerFile = {
    superPassword: kept?.superPassword ?? randomBytes(24).toString('hex'),
    ownerPassword: kept?.ownerPassword ?? randomBytes(24).toString('hex'),
    port: options.port ?? (await freePort(kept?.port)),
  };
  await writeServerFile(folder, stored);

  if (existsSync(cluster)) await endStalePostmaster(cluster, onNotice);
  else await makeCluster(program, cluster, stored.superPassword);
  const server = await startPostmaster(program, {
    cluster,
    logFile: join(folder, 'server.log'),
    settings: { ...ourSettings, port: String(stored.port), ...settings },
  });
  const superUrl = `postgres://postgres:${stored.superPassword}@127.0.0.1:${stored.port}/postgres`;
  try {
    await makeDatabase(superUrl, stored.ownerPassword);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    superUrl,
    ownerUrl: `postgres://efk_owner:${stored.ownerPassword}@127.0.0.1:${stored.port}/efakturomat`,
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
  // Statements and key values often contain personal data, so the log omits both.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Creates the cluster under a temporary name and renames it, so a killed start leaves no incomplete cluster. */
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
    // Every start sets the password from server.json. A DO block takes no parameters, so a setting carries the
    // password.
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
  let errorOutput = '';
  child.stderr.on('data', (chunk) => {
    errorOutput += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL's ${name} failed: ${errorOutput.trim()}`);
}

async function readServerFile(folder: string): Promise<ServerFile | undefined> {
  const text = await readFile(join(folder, 'server.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ServerFile);
}

async function writeServerFile(folder: string, content: ServerFile): Promise<void> {
  const draft = join(folder, `server.json.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(folder, 'server.json'));
}
