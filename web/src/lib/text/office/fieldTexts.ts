import type { Language } from '../../../../../src/domain/format.ts';
import { fieldDocsPl } from './fieldDocs.pl.ts';
import { fieldDocsUk } from './fieldDocs.uk.ts';

/** The meaning of each template field by language; a language without a list takes the English of render/fields.ts. */
export const fieldTexts: Partial<Record<Language, Record<string, string>>> = { pl: fieldDocsPl, uk: fieldDocsUk };
