import type { Catalogue, Grant } from './catalogue.ts';
import { type Declaration, type Finding, found, names, without } from './findings.ts';

export function grantsAreLeast({ grants }: Catalogue, declared: Declaration): Finding[] {
  const rowed = grants.filter((grant) => !overTheRows.includes(grant.privilege) && grant.role !== 'public');
  const there = rowed.map(grantKey);
  return [
    ...found('granted but not declared', without(there, declared.grants)),
    ...found('declared but not granted', without(declared.grants, there)),
    ...found('right over all rows', grants.filter((grant) => overTheRows.includes(grant.privilege)).map(grantKey)),
    ...found('right to pass on', grants.filter((grant) => grant.grantable).map(grantKey)),
  ];
}

// These privileges concern the table, not its rows, so no policy limits them.
const overTheRows = ['truncate', 'references', 'trigger', 'maintain'];

export function publicHasNoRights({ grants, schemas, database }: Catalogue, declared: Declaration): Finding[] {
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
    // A login needs to connect. The right to create would allow schemas, and temporary tables would outlive the chain's
    // transaction. Only BullMQ's functions need temporary tables.
    ...found(
      'database right',
      database
        .filter(
          ({ grantee, privilege }) =>
            privilege !== 'connect' && !(grantee === 'efk_queue' && privilege === 'temporary'),
        )
        .map(({ grantee, privilege }) => `${grantee} ${privilege}`),
    ),
  ];
}

export function rolesAreBelowPolicies({ roles }: Catalogue, declared: Declaration): Finding[] {
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

/** The login becomes an audience by `set role` and has no rights otherwise; the queue's role has only its own schema. */
export function loginsHaveNoRights({ grants, possessions, memberships }: Catalogue, declared: Declaration): Finding[] {
  const [door] = declared.logins;
  const own = [...declared.logins, ...declared.audiences];
  const wrong = memberships.filter(({ member, of, inherits, administers }) => {
    // The owner may empty the queue, but must not be a member of an audience, whose policies would then apply to it.
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

function grantKey({ table, column, role, privilege }: Grant): string {
  return `${table} ${role} ${privilege}${column === null ? '' : `(${column})`}`;
}
