import { type Static, type TSchema, Type } from 'typebox';
import { languages } from '../domain/format.ts';

/** Objects that refuse unknown fields. */
export function Shape<P extends Record<string, TSchema>>(properties: P, options: object = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

// The format alone would accept the prefix `urn:uuid:`, which PostgreSQL refuses.
export const Id = Type.String({ format: 'uuid', pattern: '^[0-9a-fA-F-]{36}$', description: 'Opaque id' });
/** Integer grosze. Within this bound every sum of 5,000 lines is a safe integer. */
export const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'Integer grosze' });
/** Like Amount, for replies. */
export const AmountOut = Type.Integer({ description: 'Integer grosze' });
export const Quantity = Type.String({
  pattern: '^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?$',
  description: 'Exact decimal with up to 6 places',
});
/** A calendar day; year 0 does not exist. */
export const Day = Type.String({ format: 'date', pattern: '^(?!0000)', description: 'Chain-local calendar day' });
/** A calendar month of this century. */
export const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', description: 'Chain-local month' });
export const Instant = Type.String({ description: 'RFC 3339 instant' });
const unprintable = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufff9-\\ufffb';
// Spaces, the braille blank, zero-width characters and fillers: invisible on paper.
const invisible = '\\s\\u2800\\p{Default_Ignorable_Code_Point}';
/** One line of text: no control characters, at least one visible character. */
export function Text(maxLength: number) {
  return Type.String({
    minLength: 1,
    maxLength,
    // Each character can match in one place only, so a text of a megabyte that does not match is refused in linear time.
    pattern: `^(?![${invisible}]*$)[^${unprintable}]+$`,
  });
}
/** The pattern includes the lengths of RFC 5321 § 4.5.3.1: 64 before the @, 63 between dots. */
export const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  format: 'email',
  pattern: '^(?![^@]{65})(?!.*[.@][^.@]{64})',
});
export const Nip = Type.String({ pattern: '^[0-9]{10}$', description: 'Ten digits' });
export const Percent = Type.Union([
  Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.01 }),
  Type.Literal('exempt'),
]);
export const Language = Type.Enum([...languages]);

/** One page of a list, described by `ListOf`. */
export type Page<Item> = { items: Item[]; next?: string };

export function ListOf<T extends TSchema>(item: T) {
  return Shape({
    items: Type.Array(item),
    next: Type.Optional(Type.String({ description: 'Opaque cursor of the next page' })),
  });
}

export const FieldError = Shape({
  pointer: Type.String({ description: 'JSON pointer of the field, e.g. /lines/0/quantity' }),
  code: Type.String(),
  detail: Type.String(),
});

/** RFC 9457 problem details. */
export const ProblemDetails = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  requestId: Type.String(),
  errors: Type.Optional(Type.Array(FieldError)),
});
export type ProblemDetails = Static<typeof ProblemDetails>;
export type FieldError = Static<typeof FieldError>;
