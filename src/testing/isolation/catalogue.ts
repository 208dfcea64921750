import type postgres from 'postgres';

/** A connection or an open transaction. */
export type Sql = postgres.Sql | postgres.TransactionSql;

/** The contents of pg_catalog for the schema `public`, and every role of the product (`efk_…`). */
export type Catalogue = {
  relations: Relation[];
  columns: Column[];
  policies: Policy[];
  indexes: { table: string; name: string; primary: boolean; columns: string[] }[];
  foreignKeys: { table: string; name: string; columns: string[]; target: string; targetColumns: string[] }[];
  grants: Grant[];
  functions: { name: string; securityDefiner: boolean }[];
  schemas: { schema: string; grantee: string; privilege: string }[];
  /** Privileges on the database itself. */
  database: { grantee: string; privilege: string }[];
  roles: Role[];
  memberships: { member: string; of: string; inherits: boolean; administers: boolean }[];
  possessions: { role: string; schema: string; what: string }[];
};

export type Relation = {
  name: string;
  kind: 'table' | 'view' | 'materialized view' | 'sequence' | 'foreign table';
  rowSecurity: boolean;
  forced: boolean;
  partition: boolean;
  securityInvoker: boolean;
};
export type Column = {
  table: string;
  name: string;
  type: string;
  notNull: boolean;
  default: string | null;
  identity: boolean;
};
export type Policy = {
  table: string;
  name: string;
  restrictive: boolean;
  command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  roles: string[];
  using: string | null;
  check: string | null;
};
/** Privileges on a whole table or on one column, without those of the owner. */
export type Grant = { table: string; column: string | null; role: string; privilege: string; grantable: boolean };
export type Role = {
  name: string;
  login: boolean;
  inherits: boolean;
  superuser: boolean;
  bypassRls: boolean;
  createRole: boolean;
  createDb: boolean;
  replication: boolean;
};

export async function readCatalogue(sql: Sql): Promise<Catalogue> {
  return {
    relations: await sql<Relation[]>`
      select relname as name, relrowsecurity as "rowSecurity", relforcerowsecurity as forced, relispartition as partition,
        case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
          when 'f' then 'foreign table' else 'table' end as kind,
        coalesce('security_invoker=true' = any (reloptions), false) as "securityInvoker"
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f') order by relname`,
    columns: await sql<Column[]>`
      select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
        a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as "default", a.attidentity <> '' as identity
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`,
    policies: await readPolicies(sql),
    indexes: await sql<Catalogue['indexes']>`
      select i.indrelid::regclass::text as "table", i.indexrelid::regclass::text as name, i.indisprimary as primary,
        array(select coalesce(a.attname::text, 'expression') from unnest(i.indkey::int2[]) with ordinality k (attnum, n)
          left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum order by k.n) as columns
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and (i.indisunique or i.indisexclusion) order by 1, 2`,
    foreignKeys: await sql<Catalogue['foreignKeys']>`
      select conrelid::regclass::text as "table", conname as name, confrelid::regclass::text as target,
        ${columnNames(sql, 'conrelid', 'conkey')} as columns, ${columnNames(sql, 'confrelid', 'confkey')} as "targetColumns"
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
    ...(await readRights(sql)),
  };
}

async function readPolicies(sql: Sql): Promise<Policy[]> {
  return sql<Policy[]>`
    select polrelid::regclass::text as "table", polname as name, not polpermissive as restrictive,
      case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
        as command,
      array(select coalesce(r.rolname, 'public')::text from unnest(polroles) p (id) left join pg_roles r on r.oid = p.id
        order by 1) as roles,
      pg_get_expr(polqual, polrelid) as "using", pg_get_expr(polwithcheck, polrelid) as "check"
    from pg_policy order by 1, 2`;
}

async function readRights(
  sql: Sql,
): Promise<Pick<Catalogue, 'grants' | 'functions' | 'schemas' | 'database' | 'roles' | 'memberships' | 'possessions'>> {
  return {
    grants: await sql<Grant[]>`
      with ours as (select oid, relname, relowner, relacl from pg_class where relnamespace = 'public'::regnamespace),
      acls as (
        select relname, null as attname, relowner, relacl as acl from ours
        union all
        select o.relname, a.attname, o.relowner, a.attacl from ours o join pg_attribute a on a.attrelid = o.oid
      )
      select acls.relname as "table", acls.attname as "column", coalesce(r.rolname, 'public') as role,
        lower(g.privilege_type) as privilege, g.is_grantable as grantable
      from acls cross join lateral aclexplode(acls.acl) g
      left join pg_roles r on r.oid = g.grantee
      where g.grantee <> acls.relowner order by 1, 3, 4, 2`,
    functions: await sql<Catalogue['functions']>`
      select proname as name, prosecdef as "securityDefiner" from pg_proc
      where pronamespace = 'public'::regnamespace order by proname`,
    schemas: await sql<Catalogue['schemas']>`
      select n.nspname as schema, coalesce(r.rolname, 'public') as grantee, lower(g.privilege_type) as privilege
      from pg_namespace n
      cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g
      left join pg_roles r on r.oid = g.grantee
      where n.nspname !~ '^(pg_|information_schema$)' and g.grantee <> n.nspowner order by 1, 2, 3`,
    database: await sql<Catalogue['database']>`
      select coalesce(r.rolname, 'public') as grantee, lower(g.privilege_type) as privilege
      from pg_database d
      cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
      left join pg_roles r on r.oid = g.grantee
      where d.datname = current_database() and g.grantee <> d.datdba order by 1, 2`,
    roles: await sql<Role[]>`
      select rolname as name, rolcanlogin as login, rolinherit as inherits, rolsuper as superuser,
        rolbypassrls as "bypassRls", rolcreaterole as "createRole", rolcreatedb as "createDb", rolreplication as replication
      from pg_roles where rolname ~ '^efk_' order by rolname`,
    memberships: await sql<Catalogue['memberships']>`
      select m.rolname as member, r.rolname as of, bool_or(inherit_option) as inherits, bool_or(admin_option) as administers
      from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid
      where m.rolname ~ '^efk_' group by 1, 2 order by 1, 2`,
    possessions: await sql<Catalogue['possessions']>`
      select pg_get_userbyid(relowner) as role, relnamespace::regnamespace::text as schema, relname as what
      from pg_class where pg_get_userbyid(relowner) ~ '^efk_' and relnamespace <> 'pg_toast'::regnamespace
      union select pg_get_userbyid(proowner), pronamespace::regnamespace::text, proname
      from pg_proc where pg_get_userbyid(proowner) ~ '^efk_'
      union select pg_get_userbyid(nspowner), nspname::text, nspname from pg_namespace
      where pg_get_userbyid(nspowner) ~ '^efk_' order by 1, 2, 3`,
  };
}

function columnNames(sql: Sql, relation: string, numbers: string) {
  return sql`array(select a.attname::text from unnest(${sql(numbers)}) with ordinality k (attnum, n)
    join pg_attribute a on a.attrelid = ${sql(relation)} and a.attnum = k.attnum order by k.n)`;
}
