/** Where a file goes, by the end of its name; undefined for files that are no receipts. */
export function formatOf(name: string): { path: string; type: string } | undefined {
  if (name.startsWith('.')) return undefined;
  return formats.find(({ end }) => name.toLowerCase().endsWith(end));
}

// The first that fits counts.
const formats = [
  { end: '.jpk.json', path: '/receipts/jpk', type: 'application/json' },
  { end: '.json', path: '/receipts', type: 'application/json' },
  { end: '.jws', path: '/receipts/jpk', type: 'application/jose' },
  { end: '.xml', path: '/receipts/poslog', type: 'application/xml' },
];
