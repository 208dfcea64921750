import type { Catalogue } from './catalogue.ts';

/** The declaration of the schema. Anything else in the catalogue is a finding. */
export type Declaration = {
  /** Tables with rows of chains, and the column that contains the chain. */
  tenantTables: Record<string, string>;
  /** Tables of the platform itself, without rows of chains. */
  platformTables: string[];
  /** Columns that are unique over all chains on purpose. */
  globalUniques: string[];
  /** Roles that read across chains, by table; the grants list the columns. */
  acrossChains: Record<string, string[]>;
  /** `table role privilege` for a whole table, `table role privilege(column)` for one column. */
  grants: string[];
  functions: string[];
  audiences: string[];
  logins: string[];
  owner: string;
};

/** A broken rule, and the objects that break it. */
export type Finding = { rule: string; what: string };

/** A kind of rule. */
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
