/// <reference path="./css-tree.d.ts" />
import { type CssNode, generate, type List, type ListItem, tokenize, tokenTypes, walk } from 'css-tree';
import { openLru } from '../lru.ts';
import type { TemplateSort } from '../source/partials.ts';
import { type CssPlace, cssFault, parseCss, tokenFault, treeFault } from './faults.ts';
import { cleanImage } from './images.ts';

// Stylesheets and style attributes come from templates, so the same few are cleaned for every document.
const cleaned = openLru({ entries: 500, characters: 2_000_000 });

/**
 * CSS generated from its tree, without the rules and declarations that are not on the lists. The result contains no `<`
 * before a letter or punctuation, so it can stand inside `<style>`. Cleaning the result again changes nothing.
 */
export function cleanCss(css: string, place: CssPlace, sort: TemplateSort): string {
  return cleaned.get(`${sort} ${place} ${css}`, () => clean(css, place, sort));
}

function clean(css: string, place: CssPlace, sort: TemplateSort): string {
  if (tokenFault(css)) return '';
  const tree = parseCss(css, place);
  removeFaults(tree, sort);
  const once = write(tree);
  // The generated CSS is parsed and checked once more.
  if (cssFault(once, place, sort)) return '';
  return write(parseCss(once, place)) === once ? once : '';
}

function removeFaults(tree: CssNode, sort: TemplateSort): void {
  walk(tree, {
    enter(node: CssNode, item: ListItem<CssNode> | null, list: List<CssNode> | null) {
      if (node.type === 'Url') node.value = cleanImage(node.value, sort) ?? node.value;
      if (!item || !list) return;
      if (node.type === 'Comment' || node.type === 'Raw') list.remove(item);
      else if (node.type === 'Declaration' && treeFault(node, sort)) list.remove(item);
      else if (node.type === 'Rule' && treeFault(node.prelude, sort)) list.remove(item);
      else if (node.type === 'Atrule' && treeFault({ ...node, block: null }, sort)) list.remove(item);
    },
  });
}

function write(tree: CssNode): string {
  return withoutTags(generate(tree));
}

/** Writes `<` in a string as an escape. */
function withoutTags(css: string): string {
  if (!css.includes('<')) return css;
  let written = '';
  tokenize(css, (type, start, end) => {
    const text = css.slice(start, end);
    written += type === tokenTypes.String ? text.replaceAll('<', '\\3c ') : text;
  });
  return written;
}
