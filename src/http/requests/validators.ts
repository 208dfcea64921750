import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import type { TSchema } from 'typebox';

// Nothing is coerced, nothing unknown is dropped in silence.
const strict = { coerceTypes: false, removeAdditional: false, discriminator: true, useDefaults: false };

/** A receipt of thirty lines. Each of these values may be several mistakes. */
const mostValues = 300;
/** Longer texts are not matched against a pattern once they are too long: finding every mistake would do so all the same. */
const longestText = 4_096;
/** More than are ever answered. */
const mostMistakes = 200;

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
      const look = isLarge(value) ? isRight : findAll;
      look(value);
      Object.assign(validate, { errors: look.errors?.slice(0, mostMistakes) });
      return false;
    };
  };
}

const compiled = new WeakMap<TSchema, ReturnType<ReturnType<ReturnType<typeof AjvCompiler>>>>();

/** The first thing that is wrong with a value, as Ajv tells it; undefined when all is right. */
export function firstMistake(schema: TSchema, value: unknown): FastifySchemaValidationError[] | undefined {
  const isRight =
    compiled.get(schema) ??
    AjvCompiler()({}, { customOptions: strict })({ schema, method: '', url: '', httpPart: 'body' });
  compiled.set(schema, isRight);
  if (isRight(value)) return undefined;
  return (isRight as { errors?: FastifySchemaValidationError[] | null }).errors ?? [];
}

/** Counts items and names, at any depth, and looks for a long text among them. */
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
