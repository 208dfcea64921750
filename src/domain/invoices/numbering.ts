const placeholder = /\{([^{}]*)\}/g;

export type NumberingRules = { mostCharacters: number };

/**
 * The invoice number: the format with {store} {YYYY} {MM} {n} filled in. RangeError for a format that cannot give unique
 * numbers or has an unknown placeholder, a counter that is not a positive integer, a store code without printable
 * characters, or a number longer than the country allows.
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

/**
 * The period whose counter a format uses on a day: '2026-11', '2026' or, without a date in the format, 'all'. RangeError
 * as formatNumber.
 */
export function numberingPeriod(format: string, issueDate: string): string {
  const names = checkFormat(format);
  if (names.has('MM')) return issueDate.slice(0, 7);
  return names.has('YYYY') ? issueDate.slice(0, 4) : 'all';
}

/** The owner of the counter: the store, or 'all' for a format without the store. RangeError as formatNumber. */
export function numberingSeries(format: string, store: string): string {
  return checkFormat(format).has('store') ? printableStore(store) : 'all';
}

function checkFormat(format: string): Set<string> {
  const names = new Set([...format.matchAll(placeholder)].map((match) => match[1] ?? ''));
  for (const name of names) {
    if (!['store', 'YYYY', 'MM', 'n'].includes(name)) throw new RangeError(`unknown placeholder {${name}}`);
  }
  if (!names.has('n')) throw new RangeError('a number format needs {n}');
  // The counter restarts each month, so a month without its year would repeat last year's numbers.
  if (names.has('MM') && !names.has('YYYY')) throw new RangeError('a number format with {MM} needs {YYYY}');
  // Without a separator, store A with 11 and store A1 with 1 would share the number A11.
  if (/\}\{store\}|\{store\}\{/.test(format)) throw new RangeError('a number format sets {store} apart');
  if (!/^[\x20-\x7e]*$/.test(format)) throw new RangeError('a number format is printable ASCII');
  return names;
}

function printableStore(store: string): string {
  const printable = store.replace(/[^A-Za-z0-9-]/g, '');
  if (printable === '') throw new RangeError(`not a store code: ${JSON.stringify(store)}`);
  return printable;
}
