/** A sentence with each `{name}` filled in from the parameters. */
export function filled(sentence: string, params: Record<string, unknown> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'));
}
