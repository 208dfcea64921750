import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler } from 'fastify';

// Nothing is coerced, nothing unknown is dropped in silence.
const strict = { coerceTypes: false, removeAdditional: false, discriminator: true, useDefaults: false };

/** A receipt of 2,000 lines. */
const mostValues = 20_000;

/**
 * Names every mistake of what is small, and the first of what is large: each mistake is an object, and two megabytes of
 * `{}` hold two million of them.
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
      const look = holdsMoreThan(mostValues, value) ? isRight : findAll;
      look(value);
      Object.assign(validate, { errors: look.errors });
      return false;
    };
  };
}

/** Counts items and names, at any depth. */
function holdsMoreThan(most: number, value: unknown): boolean {
  const waiting = [value];
  let count = 0;
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one !== 'object' || one === null) continue;
    const inner: unknown[] = Array.isArray(one) ? one : Object.values(one);
    count += inner.length;
    if (count > most) return true;
    waiting.push(...inner);
  }
  return false;
}
