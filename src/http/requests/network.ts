import { isIP } from 'node:net';

/**
 * The network that a budget belongs to: an IPv4 address, or the /64 of an IPv6 address, which is one household. A text
 * that is no address (from a Unix socket, or a proxy that sends none) gives `unknown`, which no real network equals.
 */
export function networkOf(address: string | undefined): string {
  const ip = bare(address ?? '');
  const version = isIP(ip);
  if (version === 0) return 'unknown';
  if (version === 4) return ip;
  const groups = groupsOf(ip);
  const [sixth = 0, seventh = 0, eighth = 0] = groups.slice(5);
  const isMapped = sixth === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (isMapped) return [seventh >> 8, seventh & 255, eighth >> 8, eighth & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** Removes the zone id, brackets and port that some proxies add. */
function bare(address: string): string {
  const text = address.trim().toLowerCase();
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text) ?? [];
  const [, withPort] = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(text) ?? [];
  return (bracketed ?? withPort ?? text).replace(/%.*$/, '');
}

/** The eight numbers of a valid IPv6 address in any spelling. */
function groupsOf(ip: string): number[] {
  const [head = '', tail] = ip.replace(/\d+\.\d+\.\d+\.\d+$/, inHex).split('::');
  const numbers = (text: string) =>
    text
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16));
  const [first, last] = [numbers(head), numbers(tail ?? '')];
  return [...first, ...Array<number>(Math.max(0, 8 - first.length - last.length)).fill(0), ...last];
}

function inHex(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
