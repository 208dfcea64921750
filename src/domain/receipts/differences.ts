import { pointerTo } from '../jsonPointer.ts';

/**
 * JSON pointers (RFC 6901) of the values that differ between two JSON values, in key order. An absent
 * field and an undefined one are the same; arrays of different length differ as a whole.
 */
export function differences(a: unknown, b: unknown, pointer = ''): string[] {
  if (a === b) return [];
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return [pointer];
    return a.flatMap((item, index) => differences(item, b[index], pointerTo(pointer, index)));
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], pointerTo(pointer, key)));
  }
  return [pointer];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
