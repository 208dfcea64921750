/** Blocks and parentheses may nest this deep. */
export const deepest = 12;

/** `{{else if}}` in one block: each is a level for the parser, though not for a reader. */
const longestChain = 50;

// A comment, or a mustache with its texts in quotes: a brace inside those closes nothing.
const mustache =
  /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\{\{((?:"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[(?:\\\]|[^\]])*\]|(?!\}\})[^"'[])*)\}\}/g;

/**
 * Where a template nests too deep, as an offset, before it is parsed: the parser's time grows with the square of the depth,
 * and 15,000 open blocks would hold the process for minutes.
 */
export function nestsTooDeep(source: string): number | undefined {
  const chains: number[] = [];
  for (const match of source.matchAll(mustache)) {
    const body = (match[1] ?? '').replace(/^[~\s]+/, '');
    if (deepParentheses(body)) return match.index;
    if (/^(#|\^\s*[^\s~])/.test(body)) chains.push(0);
    else if (body.startsWith('/')) chains.pop();
    else if (/^else\s+[^\s~]/.test(body)) chains.push((chains.pop() ?? 0) + 1);
    if (chains.length > deepest || (chains.at(-1) ?? 0) > longestChain) return match.index;
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
