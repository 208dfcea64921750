import type { TemplateError, TemplateKind } from '../../contract/templates.ts';
import { mostErrors } from '../source/templateErrors.ts';
import { checkTemplate } from './template.ts';
import { checkThemeSource } from './themeSource.ts';

/**
 * The errors of a source, each with line and column; empty when the source may be published. A hostile source can make
 * this call arbitrarily slow, so only a thread that can be killed calls this function.
 */
export function checkSource(kind: TemplateKind, source: string): TemplateError[] {
  const errors = kind === 'theme' ? checkThemeSource(source) : checkTemplate(kind, source);
  return errors.slice(0, mostErrors);
}
