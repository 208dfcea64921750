/** The JSON pointer (RFC 6901) of a field inside the value at `pointer`; '' is the whole document. */
export function pointerTo(pointer: string, field: string | number): string {
  return `${pointer}/${String(field).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The field names of a JSON pointer, outermost first. */
export function fieldsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((field) => field.replaceAll('~1', '/').replaceAll('~0', '~'));
}
