import type { Catalogue, Relation } from './catalogue.ts';
import { type Declaration, type Finding, found, type Lint, names, without } from './findings.ts';
import { grantsAreLeast, loginsHaveNoRights, publicHasNoRights, rolesAreBelowPolicies } from './rightsLint.ts';

/** Differences between the schema and its declaration; empty when no row or value of a chain is visible to another. */
export function lintCatalogue(catalogue: Catalogue, declared: Declaration): Finding[] {
  return lints.flatMap((lint) => lint(catalogue, declared));
}

const lints: Lint[] = [
  tablesAreDeclared,
  rowSecurityHolds,
  hasTenantPolicy,
  keysStartWithTheTenant,
  sharesNoSequence,
  bypassesNoPolicy,
  grantsAreLeast,
  publicHasNoRights,
  rolesAreBelowPolicies,
  loginsHaveNoRights,
];

function tablesAreDeclared({ relations }: Catalogue, declared: Declaration): Finding[] {
  const known = [...Object.keys(declared.tenantTables), ...declared.platformTables];
  const there = relations.filter(isTable).map((table) => table.name);
  return [
    ...found('table not declared', without(there, known)),
    ...found('declared table missing', without(known, there)),
  ];
}

function rowSecurityHolds({ relations }: Catalogue): Finding[] {
  const tables = relations.filter(isTable);
  return [
    ...found('row security off', names(tables.filter((table) => !table.rowSecurity))),
    ...found('row security not forced', names(tables.filter((table) => !table.forced))),
  ];
}

/** PostgreSQL joins permissive policies by OR, so only a restrictive policy limits every later policy to the chain. */
function hasTenantPolicy({ policies, grants }: Catalogue, declared: Declaration): Finding[] {
  return Object.entries(declared.tenantTables).flatMap(([table, column]) => {
    const guards = policies.filter(
      ({ using, check, ...policy }) =>
        policy.table === table &&
        policy.restrictive &&
        policy.command === 'all' &&
        using === `(${column} = current_tenant_id())` &&
        (check === null || check === using),
    );
    const free = declared.acrossChains[table] ?? [];
    const guarded = new Set(guards.flatMap((policy) => policy.roles));
    const roles = new Set(grants.filter((grant) => grant.table === table).map((grant) => grant.role));
    return [
      ...(guards.length ? [] : [{ rule: 'no tenant policy', what: table }]),
      ...found(
        'role outside the tenant policy',
        [...roles].filter((role) => !free.includes(role) && !guarded.has(role) && !guarded.has('public')),
        table,
      ),
    ];
  });
}

/** PostgreSQL checks unique indexes and foreign keys without policies: a conflict would reveal another chain's row. */
function keysStartWithTheTenant({ indexes, foreignKeys }: Catalogue, declared: Declaration): Finding[] {
  const { tenantTables } = declared;
  const own = indexes.filter(({ table, columns }) => table in tenantTables && columns[0] !== tenantTables[table]);
  const keyed = new Set(indexes.filter((index) => index.primary).map((index) => index.table));
  const loose = foreignKeys.filter(({ table, target, columns, targetColumns }) => {
    if (!(table in tenantTables)) return target in tenantTables;
    return columns[0] !== tenantTables[table] || targetColumns[0] !== tenantTables[target];
  });
  return [
    ...found('no primary key', without(Object.keys(tenantTables), keyed)),
    ...found('primary key without the tenant', names(own.filter((index) => index.primary))),
    ...found(
      'unique index without the tenant',
      without(names(own.filter((index) => !index.primary)), declared.globalUniques),
    ),
    ...found('foreign key without the tenant', names(loose)),
  ];
}

/** A shared sequence would reveal to one chain how many rows other chains add. */
function sharesNoSequence({ relations, columns }: Catalogue): Finding[] {
  const counting = columns.filter((column) => column.identity || /nextval/.test(column.default ?? ''));
  return [
    ...found('shared sequence', names(relations.filter((relation) => relation.kind === 'sequence'))),
    ...found(
      'shared default',
      counting.map((column) => `${column.table}.${column.name}`),
    ),
  ];
}

function bypassesNoPolicy({ relations, grants, functions }: Catalogue, declared: Declaration): Finding[] {
  const readable = new Set(grants.map((grant) => grant.table));
  const past = relations.filter(
    ({ kind, securityInvoker }) => kind !== 'sequence' && !isTableKind(kind, securityInvoker),
  );
  return [
    ...found('view past the policies', names(past)),
    ...found('partition readable', names(relations.filter(({ partition, name }) => partition && readable.has(name)))),
    ...found('security definer function', names(functions.filter((one) => one.securityDefiner))),
    ...found('function not declared', without(names(functions), declared.functions)),
  ];
}

function isTable(relation: Relation): boolean {
  return relation.kind === 'table';
}

function isTableKind(kind: Relation['kind'], securityInvoker: boolean): boolean {
  return kind === 'table' || (kind === 'view' && securityInvoker);
}
