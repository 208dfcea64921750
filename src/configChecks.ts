import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { isMailAddress } from './mail/address.ts';

/** Converts the text of a variable to a value, or to a sentence that is printed after the variable's name. */
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

/**
 * A URL with a host and one of the schemes. The text may contain a password, so the sentence does not repeat the text.
 */
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

/** A host name that can have subdomains, without a port; not an IP address. */
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

/** The key of a public register. The key is a secret, so the sentence does not repeat the key. */
export const aKey: Check<string> = (text) =>
  /^[A-Za-z0-9]{16,64}$/.test(text) ? { value: text } : { problem: 'must be 16 to 64 letters and digits.' };

/** A name, or the address of an API. */
export const aKsefEnvironment: Check<string> = (text) =>
  ['off', 'test', 'demo', 'production'].includes(text) || 'value' in aUrl('http', 'https')(text)
    ? { value: text }
    : {
        problem: `is "${text}", but must be off, test, demo, production, or an address such as http://127.0.0.1:4300/v2.`,
      };

/** Comma-separated keys. They are secrets, so the sentence does not repeat them. */
export const secretsKeys: Check<string[]> = (text) => {
  const keys = text.split(',').map((key) => key.trim());
  return keys.every((key) => /^[0-9a-f]{64}$/i.test(key))
    ? { value: keys }
    : {
        problem:
          'must be keys of 64 hexadecimal digits, such as the output of "openssl rand -hex 32", separated by commas.',
      };
};

export const aFile: Check<string> = (text) =>
  statSync(text, { throwIfNoEntry: false })?.isFile()
    ? { value: text }
    : { problem: `is "${text}", but there is no such file.` };

/**
 * Comma-separated addresses or networks in CIDR notation. Ruled out: hop counts and "true", which would trust any
 * sender.
 */
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
