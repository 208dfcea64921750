/** The JSON pointer (RFC 6901) of a field inside what `pointer` names; '' is the whole document. */
export function pointerTo(pointer: string, field: string | number): string {
  return `${pointer}/${String(field).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
