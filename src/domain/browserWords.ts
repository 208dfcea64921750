// In this order: Edge, Opera and Samsung's browser also name Chrome, and Chrome also names Safari.
const browsers: [name: string, mark: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
];
// iPhones name Mac OS X, and Android names Linux.
const systems: [name: string, mark: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/** "Firefox, Android": words for a browser, without its version. Empty for a program that names neither. */
export function browserWords(userAgent: string): string {
  const known = userAgent.slice(0, 500);
  const named = (list: [string, RegExp][]) => list.find(([, mark]) => mark.test(known))?.[0];
  return [named(browsers), named(systems)].filter((word) => word !== undefined).join(', ');
}
