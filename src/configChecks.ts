import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { isMailAddress } from './mail/address.ts';

/** What a check makes of a variable's text: its value, or a sentence that follows the variable's name. */
export type Check<T> = (text: string) => { value: T } | { problem: string };

export function oneOf<const T extends readonly string[]>(...allowed: T): Check<T[number]> {
  return (text) =>
    allowed.includes(text) ? { value: text } : { problem: `is "${text}", but must be one of: ${allowed.join(', ')}.` };
}

export function aNumber(least: number, most: number): Check<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? { value }
      : { problem: `is "${text}", but must be a whole number from ${least} to ${most}.` };
  };
}

/** A URL of one of the schemes with a host. The text may hold a password, so the sentence does not repeat it. */
export function aUrl(...schemes: string[]): Check<string> {
  return (text) => {
    const wanted = schemes.map((scheme) => `${scheme}://…`).join(' or ');
    if (!URL.canParse(text)) return { problem: `is not a URL; it must look like ${wanted}.` };
    const url = new URL(text);
    if (!schemes.includes(url.protocol.slice(0, -1))) return { problem: `must begin with ${wanted}.` };
    if (url.hostname === '') return { problem: 'names no host.' };
    return { value: text };
  };
}

export const aDocumentsUrl: Check<string> = (text) => {
  if (!URL.canParse(text)) return { problem: 'is not a URL; it must look like file:///… or s3://bucket/prefix.' };
  const url = new URL(text);
  if (url.protocol === 's3:' && url.hostname !== '') return { value: text };
  if (url.protocol === 'file:' && url.hostname === '' && url.pathname !== '/') return { value: text };
  return { problem: 'must be file:/// with an absolute folder, or s3:// with a bucket.' };
};

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?:localhost|(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)$`);

/** A name that can have subdomains: no port, no IP address. */
export const aHostName: Check<string> = (text) =>
  hostName.test(text) && text.length <= 200
    ? { value: text }
    : {
        problem: `is "${text}", but must be a host name such as faktury.example.com, in lower case and without a port.`,
      };

export const anAddress: Check<string> = (text) =>
  isIP(text) || text === 'localhost'
    ? { value: text }
    : { problem: `is "${text}", but must be an address of this machine, such as 127.0.0.1, or localhost.` };

export const aMailAddress: Check<string> = (text) =>
  isMailAddress(text) ? { value: text } : { problem: `is "${text}", but must be one plain e-mail address.` };

/** A key that a register gave. The key is a secret, so the sentence does not repeat it. */
export const aKey: Check<string> = (text) =>
  /^[A-Za-z0-9]{16,64}$/.test(text) ? { value: text } : { problem: 'must be 16 to 64 letters and digits.' };

export const aFile: Check<string> = (text) =>
  statSync(text, { throwIfNoEntry: false })?.isFile()
    ? { value: text }
    : { problem: `is "${text}", but there is no such file.` };

/** Comma-separated addresses or networks in CIDR notation. Numbers of hops and "true" would believe anyone. */
export const anAddressList: Check<string[]> = (text) => {
  const entries = text.split(',').map((entry) => entry.trim());
  const wrong = entries.find((entry) => !isAddressOrNetwork(entry));
  return wrong === undefined
    ? { value: entries }
    : { problem: `has "${wrong}", but must list addresses or networks of proxies, such as 10.0.0.7, 10.1.0.0/16.` };
};

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
}
