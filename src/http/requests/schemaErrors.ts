import type { FastifyError } from 'fastify';
import type { BadField } from '../../domain/problem.ts';

/** The schema's errors, as JSON pointers into the request. */
export function badFieldsOf(error: Pick<FastifyError, 'validation' | 'validationContext'>): BadField[] {
  const inBody = error.validationContext === 'body' || error.validationContext === undefined;
  const prefix = inBody ? '' : `/${error.validationContext}`;
  const fields = (error.validation ?? []).map(({ instancePath, keyword, params }) => ({
    pointer: prefix + instancePath + missingOrUnknown(keyword, params),
    code: `field.${codes[keyword] ?? 'invalid'}`,
    params: { ...params },
  }));
  // One error per field: a wrong type also breaks other rules, which need no sentence.
  return [...new Map(fields.reverse().map((field) => [field.pointer, field])).values()].reverse();
}

const codes: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown',
  type: 'type',
  maxLength: 'too_long',
  minLength: 'too_short',
  pattern: 'pattern',
  format: 'format',
  minimum: 'range',
  maximum: 'range',
  multipleOf: 'range',
  minItems: 'too_few',
  maxItems: 'too_many',
  const: 'choice',
  enum: 'choice',
  anyOf: 'choice',
  discriminator: 'choice',
};

function missingOrUnknown(keyword: string, params: Record<string, unknown>): string {
  const name = {
    required: params.missingProperty,
    additionalProperties: params.additionalProperty,
    discriminator: params.tag,
  }[keyword];
  return typeof name === 'string' ? `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` : '';
}
