/** A theme.json in the form: existing values are shown, missing ones reported. */
export type Tokens = { [name: string]: unknown };

/** The object in a theme's text; undefined while the text is not a JSON object. */
export function readTokens(source: string): Tokens | undefined {
  try {
    const parsed: unknown = JSON.parse(source);
    return isTokens(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The value at a path such as "/light/brand". */
export function tokenAt(tokens: Tokens, path: string): unknown {
  return namesOf(path).reduce<unknown>((value, name) => (isTokens(value) ? value[name] : undefined), tokens);
}

/** The text with one value changed and everything else as before; missing groups are created. */
export function withToken(source: string, path: string, value: unknown): string {
  const tokens = readTokens(source);
  if (!tokens) return source;
  return `${JSON.stringify(changed(tokens, namesOf(path), value), null, 2)}\n`;
}

function changed(tokens: Tokens, [name = '', ...rest]: string[], value: unknown): Tokens {
  const inner = tokens[name];
  return { ...tokens, [name]: rest.length === 0 ? value : changed(isTokens(inner) ? inner : {}, rest, value) };
}

function namesOf(path: string): string[] {
  return path.split('/').slice(1);
}

function isTokens(value: unknown): value is Tokens {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
