/**
 * A line for the log: the failed action, and the error's name and code. The message is left out, because it may contain
 * texts of people.
 */
export function reportLine(error: unknown, what: string): string {
  if (!(error instanceof Error)) return `${what}: ${typeof error}`;
  const { cause } = error;
  return `${what}: ${nameOf(error)}${cause instanceof Error ? `, caused by ${nameOf(cause)}` : ''}`;
}

function nameOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
