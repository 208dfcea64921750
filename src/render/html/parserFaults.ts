import type { ErrorCodes } from 'parse5';

/** Parse errors that every browser handles the same way, or that the comparison of tree and source reports. */
const notReported = new Set<string>([
  'unknown-named-character-reference',
  'missing-semicolon-after-character-reference',
  'missing-whitespace-between-attributes',
  'invalid-first-character-of-tag-name',
  'missing-end-tag-name',
  'eof-before-tag-name',
  'eof-in-tag',
  'eof-in-comment',
  'end-tag-without-matching-open-element',
  'closing-of-element-with-open-child-elements',
  'open-elements-left-after-eof',
]);

const ofAttributes = new Set<string>([
  'duplicate-attribute',
  'end-tag-with-attributes',
  'end-tag-with-trailing-solidus',
  'missing-attribute-value',
  'unexpected-character-in-attribute-name',
  'unexpected-character-in-unquoted-attribute-value',
  'unexpected-equals-sign-before-attribute-name',
  'unexpected-solidus-in-tag',
]);

/** Our code for an error of parse5; undefined when it is not an error for us. */
export function codeOfFault(code: ErrorCodes): 'html.attribute' | 'html.value' | 'html.element' | undefined {
  if (notReported.has(code)) return undefined;
  if (ofAttributes.has(code)) return 'html.attribute';
  return /character|reference/.test(code) ? 'html.value' : 'html.element';
}
