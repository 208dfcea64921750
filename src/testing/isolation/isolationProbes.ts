import type postgres from 'postgres';
import { type Catalogue, readCatalogue, type Sql } from './catalogue.ts';
import { accessOf, additions, type Standpoint, standpoints } from './isolationRules.ts';
import { chainIds, insertion } from './isolationWorld.ts';

/** One statement by one role with its settings, and the exact rows that it must reach. */
export type Probe = {
  table: string;
  /** `A anna update invoices` */
  name: string;
  role: string;
  settings: Record<string, string>;
  statement: string;
  /** Sorted texts of the rows; empty when the statement is refused or reaches no row. */
  reaches: string[];
};

/** Results of the probes: rows reached without permission, and allowed rows or commands that were not reached. */
export type Seen = { violations: string[]; lost: string[] };

const added = ['added'];

/** All probes for a database filled by `fillWorld`. The expected rows are read once, as superuser. */
export async function prepareProbes(sql: postgres.Sql, tenantless?: 'emptied' | 'unset'): Promise<Probe[]> {
  const catalogue = await readCatalogue(sql);
  const rowsOf = rowReader(sql);
  const probes: Probe[] = [];
  for (const standpoint of standpoints(tenantless)) {
    for (const { name: table } of catalogue.relations) {
      const access = accessOf(table, standpoint);
      for (const command of ['select', 'update', 'delete'] as const) {
        const statement = statementOf(command, table, columnsOf(catalogue, table, standpoint.role));
        const which = command === 'delete' ? (access?.deleted ?? access?.which) : access?.which;
        const isAllowed = which !== undefined && access?.commands.includes(command);
        const reaches = isAllowed ? await rowsOf(table, which, statement.columns) : [];
        probes.push(probeOf(standpoint, command, table, statement.text, reaches));
      }
      probes.push(...moves(catalogue, standpoint, table));
    }
    probes.push(...inserts(standpoint));
  }
  return probes;
}

type Columns = Record<'select' | 'update' | 'first', string[]>;

/** The columns granted to this role on the table. */
function columnsOf({ columns, grants }: Catalogue, table: string, role: string): Columns {
  const names = columns.filter((column) => column.table === table).map((column) => column.name);
  const granted = (privilege: string) => {
    const own = grants.filter((grant) => grant.table === table && grant.role === role && grant.privilege === privilege);
    return names.filter((name) => own.some((grant) => grant.column === null || grant.column === name));
  };
  return { select: granted('select'), update: granted('update'), first: names.slice(0, 1) };
}

function statementOf(command: 'select' | 'update' | 'delete', table: string, granted: Columns) {
  // Without any granted column the statement names all columns, and is refused.
  const columns = granted.select.length ? granted.select.join(', ') : '*';
  const row = columns === '*' ? `${table}::text` : `row(${columns})::text`;
  const settings = (granted.update.length ? granted.update : granted.first).map((column) => `${column} = ${column}`);
  const source = {
    select: `select ${row} as r from public.${table}`,
    update: `update public.${table} set ${settings.join(', ')} returning ${row} as r`,
    delete: `delete from public.${table} returning ${row} as r`,
  }[command];
  return { columns, text: `with rows as (${source}) select coalesce(jsonb_agg(r order by r), '[]') from rows` };
}

function probeOf(
  { name, chain, role, settings }: Standpoint,
  command: string,
  table: string,
  statement: string,
  reaches: string[],
): Probe {
  return { table, name: `${chain ?? 'no chain'} ${name} ${command} ${table}`, role, settings, statement, reaches };
}

/** A role that may write tenant_id must not be able to move a row to another chain. */
function moves(catalogue: Catalogue, standpoint: Standpoint, table: string): Probe[] {
  if (!standpoint.chain || !columnsOf(catalogue, table, standpoint.role).update.includes('tenant_id')) return [];
  const other = chainIds[standpoint.chain === 'A' ? 'B' : 'A'];
  const statement = `with rows as (update public.${table} set tenant_id = '${other}' returning 1) select '["moved"]'::jsonb`;
  return [probeOf(standpoint, 'move', table, statement, [])];
}

function inserts(standpoint: Standpoint): Probe[] {
  return additions.flatMap((addition) => {
    const one = (insert: string, allowed: boolean, whose: string) => {
      const table = /^insert into public\.(\w+)/.exec(insert)?.[1] ?? '';
      const statement = `with rows as (${insert}) select '${JSON.stringify(added)}'::jsonb`;
      return probeOf(standpoint, `insert${whose}`, table, statement, allowed ? added : []);
    };
    if ('statement' in addition) return [one(addition.statement, standpoint.role === addition.byRole, '')];
    return (['A', 'B'] as const).map((chain) =>
      one(
        insertion(addition.columns, chainIds[chain], addition.row),
        standpoint.chain === chain && addition.by.includes(standpoint.name),
        ` ${chain}'s`,
      ),
    );
  });
}

function rowReader(sql: postgres.Sql) {
  const known = new Map<string, string[]>();
  return async (table: string, which: string, columns: string): Promise<string[]> => {
    const query = `select row(${columns})::text as r from public.${table} where ${which} order by 1`;
    const rows = known.get(query) ?? (await sql.unsafe<{ r: string }[]>(query)).map(({ r }) => r);
    if (!rows.length) throw new Error(`there is nothing for the probes to see: ${query}`);
    known.set(query, rows);
    return rows;
  };
}

/** Prepares this connection for probes. */
export async function installProbe(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create function pg_temp.probe(probed_role text, settings jsonb, statement text) returns jsonb language plpgsql as $$
    declare
      outcome jsonb;
    begin
      begin
        perform set_config(key, value, true) from jsonb_each_text(settings);
        perform set_config('role', probed_role, true);
        execute statement into outcome;
        -- What the statement did is undone; what it reached is kept.
        raise exception using errcode = 'UNDO0';
      exception
        when sqlstate 'UNDO0' then null;
        when others then outcome := to_jsonb(sqlstate);
      end;
      return outcome;
    end
    $$`);
}

/** Runs the probes one after another, and undoes each before the next. */
export async function runProbes(sql: Sql, probes: readonly Probe[]): Promise<Seen> {
  const asked = probes.map(({ role, settings, statement }, n) => ({ n, role, settings, statement }));
  const rows = await sql<{ outcome: string | string[] }[]>`
    select pg_temp.probe(p.role, p.settings, p.statement) as outcome
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as p (n integer, role text, settings jsonb, statement text)
    order by p.n`;
  const seen: Seen = { violations: [], lost: [] };
  for (const [index, probe] of probes.entries()) recordOutcome(probe, rows[index]?.outcome ?? 'no answer', seen);
  return seen;
}

const denied = '42501';

function recordOutcome(probe: Probe, outcome: string | string[], seen: Seen): void {
  if (outcome === denied || (Array.isArray(outcome) && !outcome.length)) {
    if (probe.reaches.length) seen.lost.push(`${probe.name}: ${outcome === denied ? 'denied' : 'nothing there'}`);
    return;
  }
  // Any other error means that grants and policies allowed the statement, and a key or a trigger stopped it.
  if (!Array.isArray(outcome)) {
    (probe.reaches.length ? seen.lost : seen.violations).push(`${probe.name}: error ${outcome}`);
    return;
  }
  const beyond = outcome.filter((row) => !probe.reaches.includes(row));
  const missing = probe.reaches.filter((row) => !outcome.includes(row));
  if (beyond.length) seen.violations.push(`${probe.name}: reached ${beyond.join(' ')}`);
  if (missing.length) seen.lost.push(`${probe.name}: missed ${missing.join(' ')}`);
}
