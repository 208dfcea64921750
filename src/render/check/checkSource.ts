import type { TemplateError, TemplateKind } from '../../contract/templates.ts';
import { mostErrors } from '../source/templateErrors.ts';
import { checkTemplate } from './template.ts';
import { checkThemeSource } from './themeSource.ts';

/**
 * What is wrong with a source, by line and column; empty when it may be published. Takes as long as its author likes:
 * only a thread that can be killed calls this.
 */
export function checkSource(kind: TemplateKind, source: string): TemplateError[] {
  const errors = kind === 'theme' ? checkThemeSource(source) : checkTemplate(kind, source);
  return errors.slice(0, mostErrors);
}
