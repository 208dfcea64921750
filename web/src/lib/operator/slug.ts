const longest = 31;

/** A name as a host label: "Żabka & Łoś" → "zabka-los". Empty when no character can be used. */
export function suggestSlug(name: string): string {
  // In Unicode ł is a separate letter and does not decompose.
  const plain = name.toLowerCase().replaceAll('ł', 'l').replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
}

/** Two to 31 of a–z, 0–9 and "-", a letter first, no "-" last. */
export function isSlug(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,29}[a-z0-9]$/.test(text);
}
