import type { BadField } from '../../domain/problem.ts';

const mostFound = 100;

/** The first texts and field names that PostgreSQL cannot store, by JSON pointer. */
export function unstorable(value: unknown, pointer = '', found: BadField[] = []): BadField[] {
  // Pointers are built only when needed: nearly every text can be stored.
  if (found.length >= mostFound || holdsOnlyStorable(value)) return found;
  if (typeof value !== 'object' || value === null) found.push({ pointer, code: 'field.pattern' });
  else
    for (const [name, inner] of Object.entries(value)) {
      if (isStorable(name)) unstorable(inner, `${pointer}/${name}`, found);
      else found.push({ pointer, code: 'field.unknown' });
    }
  return found;
}

function holdsOnlyStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(holdsOnlyStorable);
  return Object.entries(value).every(([name, inner]) => isStorable(name) && holdsOnlyStorable(inner));
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
