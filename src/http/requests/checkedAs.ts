import type { Static, TSchema } from 'typebox';
import { type BadField, Problem } from '../../domain/problem.ts';
import { badFieldsOf } from './schemaErrors.ts';
import { unstorable } from './unstorable.ts';
import { firstMistake } from './validators.ts';

/** What keeps a value that is no request's whole body from being taken: its first mistake, or texts that cannot be stored. */
export function mistakesOf(schema: TSchema, value: unknown): BadField[] {
  const mistake = firstMistake(schema, value);
  return mistake ? badFieldsOf({ validation: mistake }) : unstorable(value);
}

/** The value once the schema has passed it; `request.invalid` otherwise. */
export function checkedAs<S extends TSchema>(schema: S, value: unknown): Static<S> {
  const fields = mistakesOf(schema, value);
  if (fields.length > 0) throw new Problem('request.invalid', {}, fields);
  return value as Static<S>;
}
