import { Problem } from '../domain/problem.ts';

/** A page's position as opaque text. */
export function toCursor(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a position back; throws for any other text. */
export function fromCursor<T>(text: string, isPosition: (value: unknown) => value is T): T {
  const value = parsed(text);
  if (!isPosition(value)) throw new Problem('cursor.invalid', {}, [{ pointer: '/cursor', code: 'cursor.invalid' }]);
  return value;
}

/** The position in a list that is sorted by an id. */
export function isIdPosition(value: unknown): value is { id: string } {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    // Anyone can send any cursor; text that is not JSON is refused.
    return undefined;
  }
}
