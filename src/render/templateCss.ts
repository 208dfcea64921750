/** What is wrong in a stylesheet; `offset` is where, in characters from its start. */
export type CssComplaint = { offset: number; detail: string };

const allowedRules = new Set([
  'media',
  'page',
  'supports',
  'top-left',
  'top-center',
  'top-right',
  'bottom-left',
  'bottom-center',
  'bottom-right',
]);

/** Functions that fetch, run or take in another picture. `url(` has its own rule. */
const refusedFunctions = /(?<![\w-])(-webkit-)?(image-set|src|element|cross-fade|paint|expression)\s*\(/i;

// One pass, left to right: a comment sign inside a string opens nothing, nor a quote inside a comment.
const commentOrString = /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n\r\f]|\\[\s\S])*"|'(?:[^'\\\n\r\f]|\\[\s\S])*'/g;

/**
 * The first thing in CSS that could load or leave, if any: `@import`, `@font-face`, `url(` of anything but an embedded
 * image. Escapes are refused in names (`u\72l(`) and allowed inside quotes, where `content: "\201E"` needs them.
 */
export function cssComplaint(css: string): CssComplaint | undefined {
  const unquoted = css.replace(commentOrString, (found) => ' '.repeat(found.length));
  return (
    firstOf(unquoted, /\\/, () => 'a backslash outside quotes is refused') ??
    firstOf(unquoted, /["']/, () => 'a quote is never closed') ??
    firstOf(css, /<[!/a-z]/i, () => 'a stylesheet must not contain tags') ??
    refusedRule(unquoted) ??
    refusedUrl(css, unquoted) ??
    firstOf(unquoted, refusedFunctions, (found) => `${found.trim()}…) is refused`)
  );
}

function refusedRule(css: string): CssComplaint | undefined {
  for (const match of css.matchAll(/@(-?[\w-]*)/g)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!allowedRules.has(name)) return { offset: match.index, detail: `@${name} is refused` };
  }
  return undefined;
}

function refusedUrl(css: string, unquoted: string): CssComplaint | undefined {
  for (const match of unquoted.matchAll(/url\s*\(/gi)) {
    const inside = css.slice(match.index + match[0].length);
    if (!/^\s*["']?data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[A-Za-z0-9+/=]*["']?\s*\)/.test(inside)) {
      return { offset: match.index, detail: 'url() takes only an embedded image: data:image/png;base64,…' };
    }
  }
  return undefined;
}

function firstOf(css: string, pattern: RegExp, detail: (found: string) => string): CssComplaint | undefined {
  const match = pattern.exec(css);
  return match ? { offset: match.index, detail: detail(match[0]) } : undefined;
}
