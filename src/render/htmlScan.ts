import { type Flat, type Mark, markChar } from './flatten.ts';
import { checkBlocks, type Seen } from './htmlBlocks.ts';
import { isAttribute, isElement, takesMustache, valueComplaint, voidElements } from './htmlNames.ts';
import { svgElements } from './svgNames.ts';
import { cssComplaint } from './templateCss.ts';
import type { Report } from './templateErrors.ts';

const deepestElements = 64;

/**
 * Reads the fixed text of a template as a browser would and reports what could run, load, or break out of its place:
 * unknown elements and attributes, values of the wrong sort, a field outside text and quoted attributes, tags that a block
 * opens and does not close.
 */
export function scanHtml(flat: Flat, report: Report): void {
  const { text, marks, placeAt } = flat;
  const open: { name: string; at: number }[] = [];
  const seen: Seen[] = [];
  const indexes = [...marks.keys()];
  let nextMark = 0;
  let at = 0;

  /** Takes the marks up to `to`; everything is read once, left to right. */
  function note(to: number, where: () => string): Mark[] {
    const found: Mark[] = [];
    for (; nextMark < indexes.length && (indexes[nextMark] ?? 0) < to; nextMark++) {
      const mark = marks.get(indexes[nextMark] ?? 0);
      if (mark) found.push(mark);
    }
    const place = found.length > 0 ? where() : '';
    for (const mark of found) seen.push({ mark, where: place });
    return found;
  }

  const inText = () => `text ${open.map((element) => element.at).join(' ')}`;

  while (at < text.length) {
    const next = text.indexOf('<', at);
    note(next < 0 ? text.length : next, inText);
    if (next < 0) break;
    at = readMarkup(next);
  }
  for (const { name, at: opened } of open) report('html.unclosed', placeAt(opened), `<${name}> is never closed.`);
  checkBlocks(seen, report);

  /** Reads what starts with the “<” at `start`; answers where the text goes on. */
  function readMarkup(start: number): number {
    if (text.startsWith('<!--', start)) return readComment(start);
    const end = sticky(/<\/([a-z][^\s>/]*)\s*>/iy, start);
    if (end) {
      note(start + end[0].length, () => 'name');
      closeElement((end[1] ?? '').toLowerCase(), start);
      return start + end[0].length;
    }
    const tag = sticky(/<([a-z][^\s/>]*)/iy, start);
    if (tag) return readTag((tag[1] ?? '').replaceAll(markChar, '').toLowerCase(), start, start + tag[0].length);
    report(
      'html.element',
      placeAt(start),
      'This “<” opens no tag that a layout may have. For the sign itself write &lt;',
    );
    return start + 1;
  }

  function readComment(start: number): number {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) report('html.unclosed', placeAt(start), 'The comment is never closed.');
    const until = end < 0 ? text.length : end + 3;
    refuseMarks(
      note(until, () => `comment ${start}`),
      'A mustache inside an HTML comment is refused.',
    );
    return until;
  }

  function readTag(element: string, start: number, afterName: number): number {
    refuseMarks(
      note(afterName, () => 'name'),
      'A mustache inside the name of a tag is refused.',
    );
    // Inside a drawing a browser reads <style> and its like by other rules, so only shapes go there.
    const known = open.some(({ name }) => name === 'svg') ? svgElements.has(element) : isElement(element);
    if (!known) {
      report('html.element', placeAt(start), `<${element}> is refused.`);
    }
    const end = readAttributes(element, start, afterName);
    const selfClosed = text.startsWith('/>', end - 2);
    if (element === 'style') return readStyle(start, end);
    if (open.length >= deepestElements) {
      report('template.too_deep', placeAt(start), `Elements nest deeper than ${deepestElements}.`);
      return text.length;
    }
    if (!voidElements.has(element) && !selfClosed) open.push({ name: element, at: start });
    return end;
  }

  function readAttributes(element: string, start: number, from: number): number {
    let index = from;
    while (index < text.length) {
      const gap = sticky(/[\s/\uE000]*/y, index)?.[0] ?? '';
      const fields = note(index + gap.length, () => `tag ${start}`).filter(
        ({ kind }) => kind === 'field' || kind === 'partial',
      );
      refuseMarks(fields, 'A mustache between attributes is refused: write it inside quotes, as class="{{…}}".');
      index += gap.length;
      if (text[index] === '>') return index + 1;
      const name = sticky(/[^\s=>/]+/y, index)?.[0];
      index = name ? readAttribute(element, name.toLowerCase(), index) : skipStray(index);
    }
    report('html.unclosed', placeAt(start), `<${element} is never finished with “>”.`);
    return index;
  }

  function skipStray(index: number): number {
    if (index < text.length) report('html.attribute', placeAt(index), `Stray “${text[index]}” inside a tag.`);
    return index + 1;
  }

  function readAttribute(element: string, name: string, start: number): number {
    const afterName = start + name.length;
    const marked = note(afterName, () => 'name');
    refuseMarks(marked, 'A mustache inside the name of an attribute is refused.');
    if (marked.length === 0 && !isAttribute(name))
      report('html.attribute', placeAt(start), `The attribute ${name} is refused.`);
    const value = sticky(/\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/y, afterName);
    if (!value) return afterName;
    const fixed = value[1] ?? value[2] ?? value[3] ?? '';
    const end = afterName + value[0].length;
    const from = end - fixed.length - (value[3] === undefined ? 1 : 0);
    checkValue({
      element,
      name,
      fixed,
      unquoted: value[3] !== undefined,
      from,
      marked: note(end, () => `value ${start}`),
    });
    return end;
  }

  function checkValue(v: {
    element: string;
    name: string;
    fixed: string;
    unquoted: boolean;
    from: number;
    marked: Mark[];
  }) {
    const first = v.marked[0];
    if (first && v.unquoted)
      report('mustache.unquoted', first.place, `Put the value of ${v.name} in quotes: ${v.name}="{{…}}".`);
    else if (first && !takesMustache(v.name))
      report('mustache.place', first.place, `A mustache inside ${v.name} is refused.`);
    else if (!first && isAttribute(v.name)) {
      const complaint = valueComplaint(v.element, v.name, v.fixed);
      if (complaint) report('html.value', placeAt(v.from), `${complaint}.`);
    }
  }

  function readStyle(start: number, from: number): number {
    const end = sticky(/[\s\S]*?(<\/style\s*>)/iy, from);
    const css = end ? end[0].slice(0, -(end[1] ?? '').length) : text.slice(from);
    if (!end) report('html.unclosed', placeAt(start), '<style> is never closed.');
    refuseMarks(
      note(from + css.length, () => `style ${start}`),
      'A mustache inside <style> is refused: use a class.',
    );
    const complaint = cssComplaint(css);
    if (complaint) report('css.refused', placeAt(from + complaint.offset), `In <style>: ${complaint.detail}.`);
    return from + (end?.[0].length ?? css.length);
  }

  function closeElement(name: string, start: number): void {
    const last = open.at(-1);
    const opened = open.findLastIndex((element) => element.name === name);
    // What was opened in between is closed with it, so that one slip is one error.
    if (opened >= 0) open.length = opened;
    if (last?.name !== name)
      report(
        'html.unexpected_end',
        placeAt(start),
        `</${name}> closes nothing${last ? `: <${last.name}> is open` : ''}.`,
      );
  }

  function refuseMarks(found: Mark[], detail: string): void {
    for (const { place } of found.slice(0, 1)) report('mustache.place', place, detail);
  }

  function sticky(pattern: RegExp, index: number): RegExpExecArray | null {
    pattern.lastIndex = index;
    return pattern.exec(text);
  }
}
