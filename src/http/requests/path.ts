/** Of a request line as it came, an absolute address included; `//` is no host here. */
export function pathOf(url: string): string {
  return (url.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/)[0] ?? '') || '/';
}
