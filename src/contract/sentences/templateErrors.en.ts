import { type CssSentences, cssSentencesIn, type TemplateErrorSentences } from './templateErrorSentences.ts';

const css: CssSentences = {
  tags: 'a style must not contain tags',
  bracket_unopened: 'a bracket closes nothing',
  bracket_unclosed: 'a bracket is never closed',
  brackets_too_deep: 'brackets nest too deep',
  quote_unclosed: 'a quote is never closed',
  comment_unclosed: 'a comment is never closed',
  url_unreadable: 'this url cannot be read',
  url_outside: 'url() takes only an embedded image: data:image/png;base64,…',
  backslash: 'a backslash outside quotes is refused',
  unreadable: 'this cannot be read as CSS',
  name_refused: '{name} is refused',
};

/** The sentences beside a template's errors, in English. */
export const templateErrorsEn: TemplateErrorSentences = {
  'template.too_large': {
    characters: 'A template may have {most} characters, this one has {length}.',
    elements: 'Too many elements are never closed.',
  },
  'template.too_deep': {
    mustaches: 'A template may have {most} mustaches and {most} “(”.',
    blocks: 'Blocks nest deeper than {most}.',
    parentheses: 'Parentheses nest deeper than {most}.',
    elements: 'Elements nest deeper than {most}.',
    unclosed: 'More than {most} elements are never closed.',
  },
  'template.too_slow': {
    check: 'The template takes too much time or memory. Make it simpler.',
    samples: 'The samples take too long to print. Make the template simpler.',
    print: 'A sample takes too much time or memory. Make the template simpler.',
  },
  'template.syntax': {
    mismatch: '{{/{closed}}} closes {{#{opened}}}.',
    unfinished: 'The template ends before a mustache or a block is closed.',
    unopened: 'This closes a block that was never opened.',
    invalid: 'This is not valid inside a mustache.',
    unreadable: 'This mustache cannot be read.',
    backslash: 'A “\\” before a mustache is refused.',
    raw_block: 'Raw blocks are refused.',
    character: 'This character is refused.',
  },
  'template.render_failed': {
    message: 'No document could be made from this template: {message}',
    unknown: 'No document could be made from this template.',
  },
  'template.not_printed': {
    missing: 'The printed invoice does not show “{fact}”, which the law asks for.',
    hidden: '“{fact}” is printed where nobody sees it, and the law asks for it.',
  },
  'template.too_small': '“{fact}” is printed in less than 7 points.',
  'template.misplaced': '“{fact}” does not stand in its place, or not beside words that name it.',
  'template.foreign': {
    repeated: '“{fact}” is printed more than once.',
    fact: 'Beside “{fact}” stands another fact that is not of the invoice.',
    words: 'Beside “{fact}” stand words that change its meaning.',
    amount: 'Beside “{fact}” stands an amount that is not of the invoice.',
    ambiguous: '“{fact}” can be taken for another amount.',
    link: 'A link on the invoice is neither https nor mailto.',
  },
  'syntax.refused': {
    decorator: 'Decorators, inline partials and partial blocks are refused.',
    fixed_value: 'A mustache prints a field, not a fixed value.',
    block_parameters: 'Block parameters (“as |…|”) are refused.',
    named_parameters: '“{name}” takes no named parameters.',
    literal: 'Only texts in quotes, numbers, true and false can stand here.',
    partial_name: 'The name of a block after “>” must be fixed.',
    partial_parameters: 'A block after “>” takes no parameters.',
  },
  'field.unknown': 'There is no field “{field}” here.',
  'field.not_printable': {
    flag: '“{field}” is true or false and cannot be printed.',
    list: '“{field}” is a list and cannot be printed.',
    group: '“{field}” is a group and cannot be printed.',
  },
  'field.not_a_list': '“{field}” is no list, and {{#each}} needs one.',
  'helper.unknown': 'There is no helper “{name}”.',
  'helper.arguments': {
    place: 'The helper “{name}” cannot be used here.',
    count: 'The helper “{name}” wants {wanted} parameters and was given {given}.',
  },
  'label.unknown': {
    named: 'There is no fixed word “{name}”.',
    not_text: 'The name of a fixed word must stand in quotes.',
  },
  'partial.unknown': 'There is no block “{name}”.',
  'partial.place': 'The block “{name}” cannot stand inside {{#each}}.',
  'mustache.raw': 'Output without escaping is refused: write two braces and no “&”.',
  'mustache.place': {
    nowhere: 'Braces {{…}} cannot stand here.',
    partial: 'A block {{> …}} stands only between tags.',
    no_space: 'Braces {{…}} inside a tag must stand after a space.',
    attribute_name: 'Braces {{…}} inside the name of an attribute are refused.',
    attribute: 'Braces {{…}} inside {name} are refused.',
    comment: 'Braces {{…}} inside an HTML comment are refused.',
    style: 'Braces {{…}} inside <style> are refused: use a class.',
    end_tag: 'Braces {{…}} inside an end tag are refused.',
  },
  'mustache.unquoted': 'Put the value of {name} in quotes: {name}="{{…}}".',
  'html.element': {
    refused: '<{name}> is refused.',
    drawing_text: 'Text in a drawing is refused: only its title is read.',
    moved: 'A browser moves this elsewhere: it cannot stand here.',
    no_tag: 'This “<” opens no tag that can stand here. For the sign itself write &lt;',
    left_out: 'A browser leaves this out.',
    parser: 'A browser does not read this as it is written ({fault}).',
  },
  'html.attribute': {
    refused: 'The attribute {name} is refused.',
    parser: 'A browser does not read this attribute as it is written ({fault}).',
  },
  'html.value': {
    ...cssSentencesIn('In this style: {}.', css),
    src: 'src takes only an embedded image: data:image/png;base64,…',
    href: 'href belongs on <a> and takes only https:// or mailto:',
    outside: '{name} must not refer to anything outside.',
    parser: 'A browser does not read this value as it is written ({fault}).',
  },
  'html.unclosed': {
    element: '<{name}> is never closed, or closed by a tag that cannot stand in it.',
    comment: 'The comment is never closed.',
    tag: 'This tag is never finished with “>”.',
  },
  'html.unexpected_end': {
    nothing: 'This end tag closes nothing.',
    other: 'This end tag closes nothing: <{open}> is open.',
  },
  'html.block': 'Each branch of this block must close the tags it opens, and no others.',
  'css.refused': cssSentencesIn('In <style>: {}.', css),
  'fact.missing': {
    never: 'The template never shows the field “{fact}”, which the law asks for.',
    attribute: 'Nobody reads the field “{fact}” here, as in an attribute, and the law asks for it.',
    if_true:
      'The template shows the field “{fact}” only when “{condition}” is true, and the law asks for it whenever it exists.',
    if_false:
      'The template shows the field “{fact}” only when “{condition}” is false, and the law asks for it whenever it exists.',
    if_entries:
      'The template shows the field “{fact}” only when “{condition}” has entries, and the law asks for it whenever it exists.',
    if_no_entries:
      'The template shows the field “{fact}” only when “{condition}” has no entries, and the law asks for it whenever it exists.',
  },
  'theme.json': {
    comma: 'A comma is missing here.',
    colon: 'A colon is missing here.',
    name: 'A name in quotes is missing here; after the last value stands no comma.',
    value: 'A value is missing here.',
    unclosed: 'A bracket is never closed.',
    text: 'This text in quotes is not valid JSON.',
    number: 'This number is not valid JSON.',
    comment: 'JSON has no comments.',
    end: 'The theme ends before this.',
    symbol: 'This is not valid JSON.',
    too_deep: 'Groups nest deeper than {most}.',
  },
  'theme.repeated': '“{token}” stands here a second time.',
  'theme.missing': '“{token}” is missing.',
  'theme.unknown': 'A theme has no “{token}”.',
  'theme.invalid': {
    whole: 'A theme is an object in braces {…}.',
    group: '“{token}” must be a group in braces {…}.',
    color: '“{token}” must be a colour such as #1b5e20.',
    choice: '“{token}” must be one of: {choices}.',
    number: '“{token}” must be a whole number from {least} to {most}.',
    text: '“{token}” must be a text of {least} to {most} characters.',
  },
  'theme.contrast': 'The contrast of “{token}” on “{back}” is too low: {ratio}:1, and {least}:1 is needed.',
  'logo.too_large': {
    characters: 'The logo is too large: at most {most} characters.',
    parts: 'The logo has too many parts.',
  },
  'logo.not_svg': 'The logo must be one <svg>.',
  'logo.element': {
    refused: '<{name}> is refused in a logo.',
    text: 'Text is refused in a logo: draw it as paths.',
  },
  'logo.attribute': {
    refused: 'The attribute {name} is refused in a logo.',
    no_view_box: 'The <svg> of the logo needs a viewBox.',
  },
  'logo.value': {
    attribute: 'The value of {name} is refused in a logo.',
    entity: 'Entities such as &nbsp; are refused in a logo.',
  },
  'logo.malformed': {
    attribute: 'The value of {name} in the logo must stand in quotes.',
    parser: 'The logo is not a valid SVG drawing ({fault}).',
    unclosed: 'In the logo <{name}> is never closed.',
    unexpected_end: 'In the logo a tag closes what it does not name.',
    unreadable: 'The logo is not a valid SVG drawing.',
  },
};

export const extrasEn = { meant: 'Did you mean “{meant}”?', block: 'Add it, or place {{> {block}}}.' };
