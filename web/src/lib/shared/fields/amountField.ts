/** A typed price in grosze: "38,97", "1 234.5", "12 zł". Undefined when it is not a price. */
export function readAmount(typed: string): number | undefined {
  const plain = typed.replace(/[\s\u00a0]|zł|pln/gi, '');
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  const [, whole = '0', places = ''] = match;
  return Number(whole) * 100 + Number(places.padEnd(2, '0'));
}
