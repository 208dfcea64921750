import { type Static, Type } from 'typebox';
import { Month, Shape } from '../common.ts';

export const exportFormats = ['csv', 'xlsx'] as const;

/** Which month of issue, and the kind of file. */
export const ExportQuery = Shape({ month: Month, format: Type.Enum([...exportFormats]) });
export type ExportQuery = Static<typeof ExportQuery>;
