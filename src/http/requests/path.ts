/** The path of a raw request line, which may contain an absolute address; `//` does not start a host here. */
export function pathOf(url: string): string {
  return (url.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/)[0] ?? '') || '/';
}
