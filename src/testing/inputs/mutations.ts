/** The parts of JSON Schema that the contract uses. */
export type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string };
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  pattern?: string;
  format?: string;
};

/** An invalid value: the kind of change, the value, and the JSON pointer that the answer has to name. */
export type Mutation = { what: string; value: unknown; pointer: string };

/** A marker in invalid values. No answer may repeat it. */
export const canary = 'kanarek-9b1f4c';

const absent = Symbol('absent');
type Put = (value: unknown) => unknown;

/** All invalid values that differ from a valid one in one place, by the schema. */
export function mutationsOf(schema: Schema, sample: unknown): Mutation[] {
  return walk(schema, sample, '', (value) => value).map(({ value, ...rest }) => ({ ...rest, value: without(value) }));
}

function walk(schema: Schema, sample: unknown, pointer: string, put: Put): Mutation[] {
  const branch = schema.oneOf ? branchOf(schema, sample) : schema;
  return [
    ...wrongTypes(schema, pointer, put),
    ...(branch.properties ? inObject(branch, sample, pointer, put) : []),
    ...(branch.items ? inArray(branch, sample, pointer, put) : []),
    ...(typesOf(branch).includes('string') ? wrongStrings(branch, pointer, put) : []),
    ...(typesOf(branch).some(isNumeric) ? wrongNumbers(branch, pointer, put) : []),
  ];
}

function inObject(schema: Schema, sample: unknown, pointer: string, put: Put): Mutation[] {
  const given = (sample ?? {}) as Record<string, unknown>;
  const unknownField = {
    what: 'unknown field',
    value: put({ ...given, nieznane: canary }),
    pointer: `${pointer}/nieznane`,
  };
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const at = `${pointer}/${name}`;
    const putField: Put = (value) => put({ ...given, [name]: value });
    const missing = schema.required?.includes(name) ? [{ what: 'missing', value: putField(absent), pointer: at }] : [];
    return [...missing, ...walk(inner, given[name], at, putField)];
  });
  return [unknownField, ...fields];
}

function inArray(schema: Schema, sample: unknown, pointer: string, put: Put): Mutation[] {
  const [first, ...rest] = Array.isArray(sample) ? sample : [];
  const few = schema.minItems ? [{ what: 'empty', value: put([]), pointer }] : [];
  const many =
    schema.maxItems && first !== undefined
      ? [{ what: 'too many', value: put(Array(schema.maxItems + 1).fill(first)), pointer }]
      : [];
  const inside = walk(schema.items ?? {}, first, `${pointer}/0`, (value) => put([value, ...rest]));
  return [...few, ...many, ...inside.filter(({ what }) => what !== 'missing' || first !== undefined)];
}

function wrongTypes(schema: Schema, pointer: string, put: Put): Mutation[] {
  const samples = { null: null, boolean: true, number: 7, string: canary, array: [], object: {} };
  const right = typesOf(schema).map((type) => (type === 'integer' ? 'number' : type));
  return Object.entries(samples)
    .filter(([type]) => !right.includes(type))
    .map(([type, value]) => ({ what: `${type} instead`, value: put(value), pointer }));
}

function wrongStrings(schema: Schema, pointer: string, put: Put): Mutation[] {
  const { minLength, maxLength, pattern, format } = schema;
  const far = Math.max(100_000, (maxLength ?? 0) + 1);
  const wrong: [string, string][] = [
    ...(maxLength === undefined ? [] : [['too long', 'a'.repeat(maxLength + 1)] as [string, string]]),
    ...(minLength ? [['too short', 'a'.repeat(minLength - 1)] as [string, string]] : []),
    ...(pattern || format || isChoice(schema) ? [['not of its form', `\u0007${canary}`] as [string, string]] : []),
  ];
  // Long texts with a wrong last character: a pattern with catastrophic backtracking would take very long.
  const endless = pattern || maxLength ? ['a', ' ', '0', 'a.', '-'].map((part) => part.repeat(far)) : [];
  const slow: [string, string][] = endless.map((text) => [`far too long ${text.slice(0, 2)}`, `${text}\u0007`]);
  return [...wrong, ...slow].map(([what, value]) => ({ what, value: put(value), pointer }));
}

function wrongNumbers(schema: Schema, pointer: string, put: Put): Mutation[] {
  return [-1, 0.5, 1e300, -1e300, 2 ** 53, 5e-324]
    .filter((number) => !alternatives(schema).some((one) => takesNumber(one, number)))
    .map((number) => ({ what: String(number), value: put(number), pointer }));
}

function takesNumber({ type, minimum = -Infinity, maximum = Infinity, multipleOf }: Schema, number: number): boolean {
  if (type === 'integer' ? !Number.isInteger(number) : type !== 'number') return false;
  return number >= minimum && number <= maximum && (!multipleOf || Number.isInteger(number / multipleOf));
}

function branchOf({ oneOf = [], discriminator }: Schema, sample: unknown): Schema {
  const name = discriminator?.propertyName ?? '';
  const chosen = ((sample ?? {}) as Record<string, unknown>)[name];
  return oneOf.find((branch) => branch.properties?.[name]?.const === chosen) ?? {};
}

function alternatives(schema: Schema): Schema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function typesOf(schema: Schema): string[] {
  return alternatives(schema).map((one) => one.type ?? (one.properties ? 'object' : typeof one.const));
}

function isChoice(schema: Schema): boolean {
  return alternatives(schema).every((one) => one.const !== undefined);
}

function isNumeric(type: string): boolean {
  return type === 'number' || type === 'integer';
}

/** Removes the fields with the value `absent`. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== absent);
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner)]));
}
