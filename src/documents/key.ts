const segment = '[a-z0-9_-][a-z0-9._-]*';
const key = new RegExp(`^${segment}(?:/${segment})*$`);

/** Returns the key when it cannot leave the folder: no `..`, no empty or hidden segment. Throws RangeError otherwise. */
export function checkedKey(text: string): string {
  if (text.length > 400 || !key.test(text)) throw new RangeError('not a document key');
  return text;
}
