import type { Catalogue } from './catalogue.ts';

export type Mutation = { table: string; statement: string };

/** One statement for each way to weaken a table's protection or to remove a role's right. */
export function policyMutations({ relations, policies, grants }: Catalogue): Mutation[] {
  const tables = relations.filter((relation) => relation.kind === 'table').map((relation) => relation.name);
  return [
    ...tables.flatMap((table) => [
      { table, statement: `alter table ${table} disable row level security` },
      { table, statement: `alter table ${table} no force row level security` },
    ]),
    ...policies.map(({ table, name }) => ({ table, statement: `drop policy ${name} on ${table}` })),
    ...policies
      .filter(({ using, check }) => [using, check].some((expression) => expression !== null && expression !== 'true'))
      .map(({ table, name, using, check }) => ({
        table,
        statement: `alter policy ${name} on ${table} ${using === null ? '' : 'using (true)'} ${check === null ? '' : 'with check (true)'}`,
      })),
    ...policies.flatMap(({ table, name, roles }) =>
      roles.length < 2
        ? []
        : roles.map((left) => ({
            table,
            statement: `alter policy ${name} on ${table} to ${roles.filter((role) => role !== left).join(', ')}`,
          })),
    ),
    ...grants.map(({ table, column, role, privilege }) => ({
      table,
      statement: `revoke ${privilege} ${column === null ? '' : `(${column}) `}on ${table} from ${role}`,
    })),
  ];
}
