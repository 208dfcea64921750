/** Errors of CSS, in a stylesheet or a style attribute. */
const cssFaults = {
  tags: [],
  bracket_unopened: [],
  bracket_unclosed: [],
  brackets_too_deep: [],
  quote_unclosed: [],
  comment_unclosed: [],
  url_unreadable: [],
  url_outside: [],
  backslash: [],
  unreadable: [],
  name_refused: ['name'],
} as const;

/**
 * Every error of a template, a theme or a logo: each code with the parameters of its sentence. A code with several causes
 * lists them by `reason`, each with its own sentence. The sentences are in contract/sentences/templateErrors.
 */
export const templateErrorList = {
  'template.too_large': { characters: ['most', 'length'], elements: [] },
  'template.too_deep': {
    mustaches: ['most'],
    blocks: ['most'],
    parentheses: ['most'],
    elements: ['most'],
    unclosed: ['most'],
  },
  'template.too_slow': { check: [], samples: [], print: [] },
  'template.syntax': {
    mismatch: ['opened', 'closed'],
    unfinished: [],
    unopened: [],
    invalid: [],
    unreadable: [],
    backslash: [],
    raw_block: [],
    character: [],
  },
  'template.render_failed': { message: ['message'], unknown: [] },
  'template.not_printed': { missing: ['fact'], hidden: ['fact'] },
  'template.too_small': ['fact'],
  'template.misplaced': ['fact'],
  'template.foreign': {
    repeated: ['fact'],
    fact: ['fact'],
    words: ['fact'],
    amount: ['fact'],
    ambiguous: ['fact'],
    link: [],
  },
  'syntax.refused': {
    decorator: [],
    fixed_value: [],
    block_parameters: [],
    named_parameters: ['name'],
    literal: [],
    partial_name: [],
    partial_parameters: [],
  },
  'field.unknown': ['field'],
  'field.not_printable': { flag: ['field'], list: ['field'], group: ['field'] },
  'field.not_a_list': ['field'],
  'helper.unknown': ['name'],
  'helper.arguments': { place: ['name'], count: ['name', 'wanted', 'given'] },
  'label.unknown': { named: ['name'], not_text: [] },
  'partial.unknown': ['name'],
  'partial.place': ['name'],
  'mustache.raw': [],
  'mustache.place': {
    nowhere: [],
    partial: [],
    no_space: [],
    attribute_name: [],
    attribute: ['name'],
    comment: [],
    style: [],
    end_tag: [],
  },
  'mustache.unquoted': ['name'],
  'html.element': { refused: ['name'], drawing_text: [], moved: [], no_tag: [], left_out: [], parser: ['fault'] },
  'html.attribute': { refused: ['name'], parser: ['fault'] },
  'html.value': { ...cssFaults, src: [], href: [], outside: ['name'], parser: ['fault'] },
  'html.unclosed': { element: ['name'], comment: [], tag: [] },
  'html.unexpected_end': { nothing: [], other: ['open'] },
  'html.block': [],
  'css.refused': cssFaults,
  'fact.missing': {
    never: ['fact'],
    attribute: ['fact'],
    if_true: ['fact', 'condition'],
    if_false: ['fact', 'condition'],
    if_entries: ['fact', 'condition'],
    if_no_entries: ['fact', 'condition'],
  },
  'theme.json': {
    comma: [],
    colon: [],
    name: [],
    value: [],
    unclosed: [],
    text: [],
    number: [],
    comment: [],
    end: [],
    symbol: [],
    too_deep: ['most'],
  },
  'theme.repeated': ['token'],
  'theme.missing': ['token'],
  'theme.unknown': ['token'],
  'theme.invalid': {
    whole: [],
    group: ['token'],
    color: ['token'],
    choice: ['token', 'choices'],
    number: ['token', 'least', 'most'],
    text: ['token', 'least', 'most'],
  },
  'theme.contrast': ['token', 'back', 'ratio', 'least'],
  'logo.too_large': { characters: ['most'], parts: [] },
  'logo.not_svg': [],
  'logo.element': { refused: ['name'], text: [] },
  'logo.attribute': { refused: ['name'], no_view_box: [] },
  'logo.value': { attribute: ['name'], entity: [] },
  'logo.malformed': { attribute: ['name'], parser: ['fault'], unclosed: ['name'], unexpected_end: [], unreadable: [] },
} as const;

type List = typeof templateErrorList;
export type TemplateErrorCode = keyof List;
export const templateErrorCodes = Object.keys(templateErrorList) as TemplateErrorCode[];

/**
 * Parameters of any code: the name that was probably meant, the block that shows a missing fact, and the printed sample.
 */
type Extras = { meant?: string; block?: string; sample?: string };
type Named<Names> = Names extends readonly string[] ? { [Name in Names[number]]: string | number } : never;
type ParamsOf<Entry> = Entry extends readonly string[]
  ? Named<Entry>
  : { [Reason in keyof Entry]: { reason: Reason } & Named<Entry[Reason]> }[keyof Entry];

export type TemplateErrorParams<Code extends TemplateErrorCode> = ParamsOf<List[Code]> & Extras;

/** An error before its place is known: a code with its parameters. */
export type TemplateFault<Code extends TemplateErrorCode = TemplateErrorCode> = {
  [One in Code]: { code: One; params: TemplateErrorParams<One> };
}[Code];

/** An error in CSS, wherever the CSS is. */
export type CssFaultParams = ParamsOf<typeof cssFaults>;
