import type { ErrorSentences } from './templateErrors.pl.ts';

/** What a designer reads beside a mistake, in English. */
export const templateErrorsEn: ErrorSentences = {
  quotes: ['“', '”'],
  meant: (name) => `Did you mean ${name}?`,
  place: (partial) => `Add it, or place ${partial}.`,
  of: {
    'template.too_large': () => 'The template is too long: 200,000 characters at most.',
    'template.too_deep': () => 'There is too much nesting here.',
    'template.too_slow': () => 'This template takes too much time or memory. Make it simpler.',
    'template.syntax': () => 'This place cannot be read.',
    'template.render_failed': () => 'No document could be made from this template.',
    'template.not_printed': ({ subject }) => `The printed invoice does not show ${subject}, which the law asks for.`,
    'template.too_small': ({ subject }) => `${subject} is printed in less than 7 points.`,
    'template.misplaced': ({ subject }) => `${subject} does not stand in its place, or not beside words that name it.`,
    'template.foreign': ({ subject }) => `Something beside ${subject} is not of the invoice or misleads.`,
    'syntax.refused': () => 'This cannot be written here.',
    'field.unknown': ({ subject }) => `There is no field ${subject} here.`,
    'field.not_printable': ({ subject }) => `${subject} is a group or a list and cannot be printed.`,
    'field.not_a_list': ({ subject }) => `${subject} is no list, and {{#each}} needs one.`,
    'helper.unknown': ({ subject }) => `There is no helper ${subject}.`,
    'helper.arguments': ({ subject }) => `The helper ${subject} cannot be used like this.`,
    'label.unknown': ({ subject }) => `There is no fixed word ${subject}.`,
    'partial.unknown': ({ subject }) => `There is no block ${subject}.`,
    'partial.place': ({ subject }) => `The block ${subject} cannot stand inside {{#each}}.`,
    'mustache.raw': () => 'Output without escaping is refused: two braces are enough, without “&”.',
    'mustache.place': () => 'Braces {{…}} cannot stand here.',
    'mustache.unquoted': () => 'An attribute value with {{…}} has to be in quotes.',
    'html.element': () => 'This element cannot be used.',
    'html.attribute': () => 'This attribute cannot be used.',
    'html.value': () => 'This attribute value cannot be used.',
    'html.unclosed': () => 'This element is never closed.',
    'html.unexpected_end': () => 'This tag closes nothing.',
    'html.block': () => 'Each branch of this block must close the tags that it opens.',
    'css.refused': () => 'This style cannot be used.',
    'fact.missing': ({ subject, only }) => {
      if (!only) return `The template never shows the field ${subject}, which the law asks for.`;
      if (only === 'unread')
        return `Nobody reads the field ${subject} here, as in an attribute, and the law asks for it.`;
      return `The template shows the field ${subject} only when ${only.condition} ${only.when}, and the law asks for it whenever it exists.`;
    },
    'theme.json': () => 'This is not valid JSON.',
    'theme.logo': () => 'There is something in the logo that cannot be used.',
    'theme.missing': () => 'This field is missing.',
    'theme.unknown': () => 'We do not know this field.',
    'theme.invalid': () => 'This value is not valid.',
    'theme.contrast': ({ digits }) =>
      `The contrast is too low: ${digits[0] ?? '?'}:1, and ${digits[1] ?? '?'}:1 is needed.`,
  },
};
