/**
 * The grants of each role on each table: `{ receipts: { pos: 'select insert', shopper: 'select(id code) update(code)' }
 * }`.
 */
export type Grants = Record<string, Record<string, string>>;

/** One line for each grant, in the form of `grantKey`: `receipts efk_shopper select(id)`. */
export function grantLines(grants: Grants): string[] {
  return Object.entries(grants).flatMap(([table, byRole]) =>
    Object.entries(byRole).flatMap(([role, rights]) =>
      rightsOf(rights).map((right) => `${table} efk_${role} ${right}`),
    ),
  );
}

function rightsOf(rights: string): string[] {
  return [...rights.matchAll(/(\w+)(?:\(([^)]*)\))?/g)].flatMap(([, privilege = '', columns]) =>
    columns === undefined
      ? [privilege]
      : columns
          .trim()
          .split(/\s+/)
          .map((column) => `${privilege}(${column})`),
  );
}
