import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { KsefError } from '../http/errors.ts';
import { type Operation, openApi } from './document.ts';

const strictTypes = ajv(false);
const coerced = ajv(true);
const compiled = new Map<string, ValidateFunction>();

/** Throws KsefError 21405, with the rules that the body breaks. */
export function checkBody({ path, method, hasJsonBody }: Operation, body: unknown): void {
  if (!hasJsonBody) return;
  refuse(inDocument(['paths', path, method, 'requestBody', 'content', 'application/json', 'schema']), body, 'body');
}

/** Throws KsefError 21405 for parameters in the path or in the query that the document does not allow. Numbers are read. */
export function checkParameters(operation: Operation, where: 'path' | 'query', values: object): void {
  const parameters = operation.parameters.filter((parameter) => parameter.in === where);
  if (parameters.length === 0) return;
  const key = `${operation.key} ${where}`;
  const check = compiled.get(key) ?? coerced.compile(parameterSchema(parameters));
  compiled.set(key, check);
  refuse(check, values, where);
}

/** What is wrong with an answer of this server: empty when the document allows it. */
export function faultsOfReply({ path, method }: Operation, status: number, body: unknown): string[] {
  const responses = openApi.paths[path]?.[method]?.responses;
  const response = responses?.[status] as { content?: Record<string, object> } | undefined;
  if (response === undefined) return [`status ${status} is not in the document`];
  if (response.content?.['application/json'] === undefined) return body === undefined ? [] : ['an unexpected body'];
  const check = inDocument(['paths', path, method, 'responses', `${status}`, 'content', 'application/json', 'schema']);
  return check(body) ? [] : reasons(check, 'reply');
}

function refuse(check: ValidateFunction, value: unknown, name: string): void {
  if (!check(value)) throw new KsefError(21405, ...reasons(check, name));
}

function reasons(check: ValidateFunction, name: string): string[] {
  return (check.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`);
}

function parameterSchema(parameters: Operation['parameters']): object {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, pointed(schema)])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** The schema of a parameter with its references made absolute. */
function pointed(schema: object): object {
  return JSON.parse(JSON.stringify(withNull(schema)).replaceAll('"#/components', '"ksef#/components'));
}

function inDocument(steps: string[]): ValidateFunction {
  const pointer = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const known = compiled.get(pointer);
  if (known) return known;
  const check = strictTypes.compile({ $ref: `ksef#/${pointer}` });
  compiled.set(pointer, check);
  return check;
}

function ajv(coerceTypes: boolean): Ajv {
  const made = new Ajv({ strict: false, validateSchema: false, allErrors: true, coerceTypes: coerceTypes && 'array' });
  formats.default(made);
  made.addSchema(withNull(openApi) as object, 'ksef');
  return made;
}

/** JSON Schema has no `nullable` of OpenAPI 3.0: the schema becomes a choice with null. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Record<string, unknown>;
  const read = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withNull(inner)]));
  return nullable === true ? { anyOf: [read, { type: 'null' }] } : read;
}
