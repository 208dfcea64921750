const placeholder = /\{([^{}]*)\}/g;

export type NumberingRules = { mostCharacters: number };

/**
 * The invoice number: placeholders {store} {YYYY} {MM} {n} filled in. RangeError for a format that cannot give unique
 * numbers or knows another placeholder, for a counter that is not a positive integer, a store code with nothing
 * printable, or a number longer than the country's rules allow.
 */
export function formatNumber(
  format: string,
  facts: { store: string; issueDate: string; n: number },
  { mostCharacters }: NumberingRules,
): string {
  checkFormat(format);
  if (!Number.isSafeInteger(facts.n) || facts.n < 1) throw new RangeError(`not a counter: ${facts.n}`);
  const values: Record<string, string> = {
    store: printableStore(facts.store),
    YYYY: facts.issueDate.slice(0, 4),
    MM: facts.issueDate.slice(5, 7),
    n: String(facts.n),
  };
  const number = format.replace(placeholder, (_, name: string) => values[name] ?? '');
  if (number.length > mostCharacters) throw new RangeError(`a number of ${number.length} characters`);
  return number;
}

/** Which counter a format asks for on a day: '2026-11', '2026' or, without a date in it, 'all'. RangeError as formatNumber. */
export function numberingPeriod(format: string, issueDate: string): string {
  const names = checkFormat(format);
  if (names.has('MM')) return issueDate.slice(0, 7);
  return names.has('YYYY') ? issueDate.slice(0, 4) : 'all';
}

/** Whose counter it is: the store's own, or, for a format that does not name the store, 'all'. RangeError as formatNumber. */
export function numberingSeries(format: string, store: string): string {
  return checkFormat(format).has('store') ? printableStore(store) : 'all';
}

function checkFormat(format: string): Set<string> {
  const names = new Set([...format.matchAll(placeholder)].map((match) => match[1] ?? ''));
  for (const name of names) {
    if (!['store', 'YYYY', 'MM', 'n'].includes(name)) throw new RangeError(`unknown placeholder {${name}}`);
  }
  if (!names.has('n')) throw new RangeError('a number format needs {n}');
  // The counter starts again each month, so the month alone would repeat last year's numbers.
  if (names.has('MM') && !names.has('YYYY')) throw new RangeError('a number format with {MM} needs {YYYY}');
  // Store A with 11 and store A1 with 1 would share the number A11.
  if (/\}\{store\}|\{store\}\{/.test(format)) throw new RangeError('a number format sets {store} apart');
  if (!/^[\x20-\x7e]*$/.test(format)) throw new RangeError('a number format is printable ASCII');
  return names;
}

function printableStore(store: string): string {
  const printable = store.replace(/[^A-Za-z0-9-]/g, '');
  if (printable === '') throw new RangeError(`not a store code: ${JSON.stringify(store)}`);
  return printable;
}
