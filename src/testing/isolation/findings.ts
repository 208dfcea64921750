import type { Catalogue } from './catalogue.ts';

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

/** One kind of rule. */
export type Lint = (catalogue: Catalogue, declared: Declaration) => Finding[];

export function names(entries: Iterable<{ name: string }>): string[] {
  return [...entries].map((entry) => entry.name);
}

export function without(some: readonly string[], others: Iterable<string>): string[] {
  const excluded = new Set(others);
  return some.filter((one) => !excluded.has(one));
}

export function found(rule: string, whats: readonly string[], where?: string): Finding[] {
  return whats.map((what) => ({ rule, what: where === undefined ? what : `${where} ${what}` }));
}
