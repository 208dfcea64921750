import type { Schema } from './mutations.ts';

/** JSON pointers of all free texts in a valid value. Fields with a fixed choice are left out. */
export function textFieldsOf(schema: Schema, sample: unknown, pointer = ''): string[] {
  const { kind } = (sample ?? {}) as { kind?: unknown };
  const branch = schema.oneOf?.find((one) => one.properties?.kind?.const === kind) ?? schema;
  if (typeof sample === 'string') return branch.type === 'string' && branch.const === undefined ? [pointer] : [];
  if (Array.isArray(sample)) return sample.length ? textFieldsOf(branch.items ?? {}, sample[0], `${pointer}/0`) : [];
  if (typeof sample !== 'object' || sample === null) return [];
  return Object.entries(sample).flatMap(([name, inner]) =>
    textFieldsOf(branch.properties?.[name] ?? {}, inner, `${pointer}/${name}`),
  );
}

/** A copy of the value with this text at each of the pointers. */
export function withText(value: unknown, pointers: readonly string[], text: string, pointer = ''): unknown {
  if (pointers.includes(pointer)) return text;
  if (Array.isArray(value)) return value.map((inner, index) => withText(inner, pointers, text, `${pointer}/${index}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withText(inner, pointers, text, `${pointer}/${name}`)]),
  );
}
