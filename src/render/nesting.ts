/** Blocks and parentheses may nest this deep. */
export const deepest = 12;

/** `{{else if}}` in one block: each is a level for the parser, though not for a reader. */
const longestChain = 50;

/** Each mustache that is never closed is looked for to the end: forty thousand held the process for a quarter of a minute. */
const mostUnclosed = 20;

// A comment, or a mustache with its texts in quotes: a brace inside those closes nothing.
const mustache =
  /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?!(?!--)[\s\S]*?\}\}|\{\{((?:"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[(?:\\\]|[^\]])*\]|(?!\}\})[^"'[])*)\}\}/y;

/**
 * Where a template nests too deep, or leaves too much open, as an offset, before it is parsed: the parser's time grows with the square of the depth,
 * and 15,000 open blocks would hold the process for minutes.
 */
export function nestsTooDeep(source: string): number | undefined {
  const chains: number[] = [];
  let unclosed = 0;
  let next = 0;
  for (let at = source.indexOf('{{'); at >= 0; at = source.indexOf('{{', next)) {
    mustache.lastIndex = at;
    const match = mustache.exec(source);
    next = match ? mustache.lastIndex : at + 1;
    if (!match) {
      unclosed += 1;
      if (unclosed > mostUnclosed) return at;
      continue;
    }
    const body = (match[1] ?? '').replace(/^[~\s]+/, '');
    if (deepParentheses(body)) return at;
    if (/^(#|\^\s*[^\s~])/.test(body)) chains.push(0);
    else if (body.startsWith('/')) chains.pop();
    else if (/^else\s+[^\s~]/.test(body)) chains.push((chains.pop() ?? 0) + 1);
    if (chains.length > deepest || (chains.at(-1) ?? 0) > longestChain) return at;
  }
  return undefined;
}

function deepParentheses(body: string): boolean {
  let depth = 0;
  for (const char of body.replace(/"[^"]*"|'[^']*'/g, '')) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
