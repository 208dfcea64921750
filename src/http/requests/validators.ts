import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import type { TSchema } from 'typebox';

// Ajv converts no values, and refuses unknown fields instead of dropping them.
const strict = { coerceTypes: false, removeAdditional: false, discriminator: true, useDefaults: false };

/** Most values for full checking: a receipt of thirty lines. Each value may have several errors. */
const mostValues = 300;
/** Longest text for full checking: with `allErrors`, Ajv runs a pattern even on a text that is already too long. */
const longestText = 4_096;
/** More errors than an answer ever contains. */
const mostMistakes = 200;

/**
 * Reports every error of a small body, and the first error of a large one: each error is an object, and two megabytes of
 * `{}` would give two million.
 */
export function validators(): FastifySchemaCompiler<object> {
  const build = AjvCompiler();
  const quick = build({}, { customOptions: strict });
  const thorough = build({}, { customOptions: { ...strict, allErrors: true } });
  return (route) => {
    const isRight = quick(route);
    let findAll: typeof isRight | undefined;
    return function validate(value: unknown) {
      if (isRight(value)) return true;
      findAll ??= thorough(route);
      const look = isLarge(value) ? isRight : findAll;
      look(value);
      Object.assign(validate, { errors: look.errors?.slice(0, mostMistakes) });
      return false;
    };
  };
}

const compiled = new WeakMap<TSchema, ReturnType<ReturnType<ReturnType<typeof AjvCompiler>>>>();

/** Ajv's first error for a value; undefined when the value is valid. */
export function firstMistake(schema: TSchema, value: unknown): FastifySchemaValidationError[] | undefined {
  const isRight =
    compiled.get(schema) ??
    AjvCompiler()({}, { customOptions: strict })({ schema, method: '', url: '', httpPart: 'body' });
  compiled.set(schema, isRight);
  if (isRight(value)) return undefined;
  return (isRight as { errors?: FastifySchemaValidationError[] | null }).errors ?? [];
}

/** Counts values and field names at any depth, and looks for a long text among them. */
function isLarge(value: unknown): boolean {
  const waiting = [value];
  let count = 0;
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string' && one.length > longestText) return true;
    if (typeof one !== 'object' || one === null) continue;
    const inner: unknown[] = Array.isArray(one) ? one : Object.values(one);
    count += inner.length;
    if (count > mostValues) return true;
    waiting.push(...inner);
  }
  return false;
}
