import { type Static, Type } from 'typebox';
import { Id, Instant, Shape } from './common.ts';
import { DocumentLayout } from './invoices.ts';

export const TemplateKind = Type.Union([Type.Literal('invoice'), Type.Literal('email'), Type.Literal('theme')]);
export type TemplateKind = Static<typeof TemplateKind>;

/**
 * An error of a template: its place, and a code of contract/templateErrors.ts with the parameters of its sentence. Lines
 * and columns
 * count from 1. `detail` is the sentence in English.
 */
export const TemplateError = Shape({
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  line: Type.Integer(),
  column: Type.Integer(),
  detail: Type.String(),
});
export type TemplateError = Static<typeof TemplateError>;

export const TemplateVersionRow = Shape({
  id: Id,
  version: Type.Integer(),
  createdAt: Instant,
  createdBy: Type.String(),
  published: Type.Boolean(),
});

/** An invoice that the chain's own layout could not print, and the missing facts: codes and names. */
export const UnprintedInvoice = Shape({
  id: Id,
  number: Type.String(),
  madeAt: Type.Optional(Instant),
  problems: Type.Array(Shape({ layout: DocumentLayout, code: Type.String(), path: Type.String() })),
});
export type UnprintedInvoice = Static<typeof UnprintedInvoice>;

/** The draft (or the published source without one), with its versions, newest first. */
export const TemplateOut = Shape({
  kind: TemplateKind,
  source: Type.String(),
  /** Counts the saves of the draft; a save names the revision that it began from. */
  revision: Type.Integer(),
  draft: Type.Boolean(),
  errors: Type.Array(TemplateError),
  publishedVersion: Type.Integer(),
  versions: Type.Array(TemplateVersionRow),
  /** The latest ones, newest first; always empty for mails. */
  unprinted: Type.Array(UnprintedInvoice),
});
export type TemplateOut = Static<typeof TemplateOut>;

export const SaveDraft = Shape({
  source: Type.String({ minLength: 1, maxLength: 200_000 }),
  revision: Type.Integer({ minimum: 0 }),
});
export type SaveDraft = Static<typeof SaveDraft>;
export const DraftSaved = Shape({ revision: Type.Integer(), errors: Type.Array(TemplateError) });
export const Publish = Shape({ revision: Type.Integer({ minimum: 0 }) });
export const Rollback = Shape({ version: Type.Integer({ minimum: 1 }) });
export const Published = Shape({ version: Type.Integer() });

export const PreviewStarted = Shape({ id: Id });
export const PreviewState = Shape({
  id: Id,
  state: Type.Union([Type.Literal('queued'), Type.Literal('ready'), Type.Literal('failed')]),
  errors: Type.Array(TemplateError),
});
export type PreviewState = Static<typeof PreviewState>;
