import type { Catalogue, Grant, Relation } from './catalogue.ts';

/** What the schema is declared to be. Whatever the catalogue holds besides is a finding. */
export type Declaration = {
  /** Tables with rows of chains, and the column that names the chain. */
  tenantTables: Record<string, string>;
  /** Tables of the platform itself: no chain's row is in them. */
  platformTables: string[];
  /** Unique over all chains on purpose. */
  globalUniques: string[];
  /** Who reads across chains, by table; the grants say which columns. */
  acrossChains: Record<string, string[]>;
  /** `table role privilege` for a whole table, `table role privilege(column)` for one column. */
  grants: string[];
  functions: string[];
  audiences: string[];
  logins: string[];
  owner: string;
};

/** One broken rule and what breaks it. */
export type Finding = { rule: string; what: string };

type Lint = (catalogue: Catalogue, declared: Declaration) => Finding[];

/** Everything in which the schema is not what it is declared to be; empty when no byte can pass between chains. */
export function lintCatalogue(catalogue: Catalogue, declared: Declaration): Finding[] {
  return lints.flatMap((lint) => lint(catalogue, declared));
}

const lints: Lint[] = [
  tablesAreDeclared,
  rowSecurityHolds,
  tenantPolicyStands,
  keysStartWithTheTenant,
  nothingCountsAcrossChains,
  nothingLooksPastPolicies,
  grantsAreLeast,
  publicHasNothing,
  rolesAreBelowPolicies,
  loginsHaveNothing,
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

/** Permissive policies are joined by OR, so only a restrictive one keeps every later policy inside the chain. */
function tenantPolicyStands({ policies, grants }: Catalogue, declared: Declaration): Finding[] {
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

/** Unique indexes and foreign keys are checked past the policies: a clash would tell of another chain's row. */
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

/** A sequence tells one chain how busy the others are. */
function nothingCountsAcrossChains({ relations, columns }: Catalogue): Finding[] {
  const counting = columns.filter((column) => column.identity || /nextval/.test(column.default ?? ''));
  return [
    ...found('shared sequence', names(relations.filter((relation) => relation.kind === 'sequence'))),
    ...found(
      'shared default',
      counting.map((column) => `${column.table}.${column.name}`),
    ),
  ];
}

function nothingLooksPastPolicies({ relations, grants, functions }: Catalogue, declared: Declaration): Finding[] {
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

function grantsAreLeast({ grants }: Catalogue, declared: Declaration): Finding[] {
  const rowed = grants.filter((grant) => !overTheRows.includes(grant.privilege) && grant.role !== 'public');
  const there = rowed.map(grantKey);
  return [
    ...found('granted but not declared', without(there, declared.grants)),
    ...found('declared but not granted', without(declared.grants, there)),
    ...found('right over all rows', grants.filter((grant) => overTheRows.includes(grant.privilege)).map(grantKey)),
    ...found('right to pass on', grants.filter((grant) => grant.grantable).map(grantKey)),
  ];
}

// These work on the table, not on its rows, so no policy stands before them.
const overTheRows = ['truncate', 'references', 'trigger', 'maintain'];

function publicHasNothing({ grants, schemas }: Catalogue, declared: Declaration): Finding[] {
  const inSchemas = schemas.filter(({ schema, grantee, privilege }) => {
    const expected = schema === 'public' && declared.audiences.includes(grantee) && privilege === 'usage';
    return !expected;
  });
  return [
    ...found('granted to public', grants.filter((grant) => grant.role === 'public').map(grantKey)),
    ...found(
      'schema right',
      inSchemas.map(({ schema, grantee, privilege }) => `${schema} ${grantee} ${privilege}`),
    ),
  ];
}

function rolesAreBelowPolicies({ roles }: Catalogue, declared: Declaration): Finding[] {
  const known = [...declared.audiences, ...declared.logins, declared.owner];
  const above = roles.filter(
    ({ name, superuser, bypassRls, createRole, createDb, replication }) =>
      superuser || bypassRls || createDb || replication || (createRole && name !== declared.owner),
  );
  return [
    ...found('role not declared', without(names(roles), known)),
    ...found('role above the policies', names(above)),
    ...found('role inherits', names(roles.filter((role) => role.inherits && role.name !== declared.owner))),
    ...found(
      'audience may log in',
      names(roles.filter((role) => role.login && declared.audiences.includes(role.name))),
    ),
  ];
}

/** The login becomes an audience by `set role` and is nobody otherwise; the queue's role lives in its own schema. */
function loginsHaveNothing({ grants, possessions, memberships }: Catalogue, declared: Declaration): Finding[] {
  const [door] = declared.logins;
  const own = [...declared.logins, ...declared.audiences];
  const wrong = memberships.filter(({ member, of, inherits, administers }) => {
    // The owner may empty the queue; an audience's policies it must not meet by accident.
    if (member === declared.owner) return inherits && declared.audiences.includes(of);
    return member !== door || !declared.audiences.includes(of) || inherits || administers;
  });
  return [
    ...found(
      'possession',
      possessions
        .filter(({ role, schema }) => own.includes(role) && !(role === 'efk_queue' && schema === 'queue'))
        .map(({ role, schema, what }) => `${role} ${schema}.${what}`),
    ),
    ...found(
      'login with rights of its own',
      grants.filter((grant) => declared.logins.includes(grant.role)).map(grantKey),
    ),
    ...found(
      'membership',
      wrong.map(({ member, of }) => `${member} ${of}`),
    ),
    ...found(
      'login cannot become',
      declared.audiences.filter((of) => !memberships.some((one) => one.member === door && one.of === of)),
    ),
  ];
}

export function grantKey({ table, column, role, privilege }: Grant): string {
  return `${table} ${role} ${privilege}${column === null ? '' : `(${column})`}`;
}

function isTable(relation: Relation): boolean {
  return relation.kind === 'table';
}

function isTableKind(kind: Relation['kind'], securityInvoker: boolean): boolean {
  return kind === 'table' || (kind === 'view' && securityInvoker);
}

function names(things: Iterable<{ name: string }>): string[] {
  return [...things].map((thing) => thing.name);
}

function without(some: readonly string[], others: Iterable<string>): string[] {
  const excluded = new Set(others);
  return some.filter((one) => !excluded.has(one));
}

function found(rule: string, whats: readonly string[], where?: string): Finding[] {
  return whats.map((what) => ({ rule, what: where === undefined ? what : `${where} ${what}` }));
}
