import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'efk-postgres-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

async function withServer<T>(work: (server: EmbeddedPostgres, sql: postgres.Sql) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  const sql = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(server, sql);
  } finally {
    await sql.end();
    await server.stop();
  }
}

describe('the embedded PostgreSQL', () => {
  it('runs version 18 on loopback only, in UTC, with an owner that is no superuser', async () => {
    await withServer(async (server, sql) => {
      const [row] = await sql`
        select current_setting('server_version_num')::int / 10000 as version, inet_server_addr()::text as address,
               current_setting('listen_addresses') as listens, current_setting('timezone') as zone,
               rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, current_database() as database,
               pg_get_userbyid(datdba) as owner
        from pg_roles, pg_database where rolname = current_user and datname = current_database()`;
      expect(row).toEqual({
        version: 18,
        address: '127.0.0.1/32',
        listens: '127.0.0.1',
        zone: 'UTC',
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: true,
        rolcreatedb: false,
        database: 'efakturomat',
        owner: 'efk_owner',
      });
      const wrong = new URL(server.ownerUrl);
      wrong.password = 'wrong';
      const stranger = postgres(wrong.href, { max: 1 });
      await expect(stranger`select 1`).rejects.toThrow(/password/);
      await stranger.end();
    });
  });

  it('keeps data, addresses and passwords over a restart', async () => {
    const url = await withServer(async (server, sql) => {
      await sql`create table kept as select 42 as answer`;
      return server.ownerUrl;
    });
    await withServer(async (server, sql) => {
      expect(server.ownerUrl).toBe(url);
      expect([...(await sql`select answer from kept`)]).toEqual([{ answer: 42 }]);
    });
    expect((await stat(join(dataDir, 'postgres', 'server.json'))).mode & 0o777).toBe(0o600);
  });

  it('stops a server that a killed run left behind, and keeps its data', async () => {
    const left = await startEmbeddedPostgres({ dataDir });
    const notices: string[] = [];
    const next = await startEmbeddedPostgres({ dataDir, onNotice: (text) => notices.push(text) });
    await left.gone;
    expect(notices).toEqual([expect.stringContaining('earlier run')]);
    const sql = postgres(next.ownerUrl, { max: 1 });
    expect([...(await sql`select answer from kept`)]).toEqual([{ answer: 42 }]);
    await sql.end();
    await next.stop();
  });

  it('starts in spite of a lock file whose process id now belongs to another program', async () => {
    const lock = join(dataDir, 'postgres', 'server', 'cluster', 'postmaster.pid');
    await writeFile(lock, `${process.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n\nready\n`);
    await withServer(async (_, sql) => {
      expect(await readFile(lock, 'utf8')).not.toMatch(new RegExp(`^${process.pid}\n`));
      await sql`select 1`;
    });
  });

  it('a failed start throws the end of the server log', async () => {
    await expect(startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' } })).rejects.toThrow('plenty');
  });
});
