import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../../domain/problem.ts';
import { type PasswordHash, readPasswordHash, writePasswordHash } from './passwordHash.ts';

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

// OWASP's minimum for argon2id; one hash takes 19 MiB and about 16 ms.
const today = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
const shortest = 15;

// Long enough, but among the first guesses of an attacker.
const blocked = ['password', 'haslo', 'hasło', 'qwerty', 'admin', 'faktura', '123456', 'abcdef', 'letmein', 'welcome'];

/**
 * Refuses what NIST 800-63B-4 refuses for a password as the only factor: short ones, and ones built from common guesses.
 * `whose` are texts that an attacker would try for this person: the address, the chain's name.
 */
export function assertStrong(password: string, whose: readonly string[]): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const personal = whose.flatMap((text) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  const rest = [...blocked, ...personal]
    .filter((word) => word.length > 3)
    .sort((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, ''), plain);
  if ([...password].length >= shortest && new Set(rest).size >= 6) return;
  throw new Problem('session.password_weak', { shortest }, [{ pointer: '/password', code: 'session.password_weak' }]);
}

/** A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return writePasswordHash({ ...today, salt, tag: await tagOf(password, { ...today, salt, tagLength }, 'known') });
}

/**
 * Whether this is the password. Without a readable hash one tag is derived all the same, so an unknown address, an
 * address without a password yet and a wrong password cost the same work.
 */
export async function passwordMatches(
  password: string,
  hash: string | null | undefined,
  lane: Lane = 'unknown',
): Promise<boolean> {
  const kept = readPasswordHash(hash ?? '') ?? nobodys;
  const given = await tagOf(password, { ...kept, tagLength: kept.tag.length }, lane);
  return timingSafeEqual(given, kept.tag) && kept !== nobodys;
}

/** Whether the hash has other than the current parameters, or an older format. */
export function isOutdated(hash: string): boolean {
  const kept = readPasswordHash(hash);
  return (
    kept === undefined ||
    kept.memory !== today.memory ||
    kept.passes !== today.passes ||
    kept.parallelism !== today.parallelism ||
    kept.tag.length !== tagLength ||
    !hash.startsWith('$')
  );
}

const nobodys: PasswordHash = { ...today, salt: Buffer.alloc(16), tag: Buffer.alloc(tagLength) };

/** The order of hashing when many wait: `known` callers do not wait behind unknown ones. */
export type Lane = 'known' | 'unknown';

const atOnce = 2;
const mostWaiting = 200;
const waiting: Record<Lane, (() => void)[]> = { known: [], unknown: [] };
let running = 0;
let hashed = 0;

/** The number of tags that this process has derived. */
export function hashCount(): number {
  return hashed;
}

async function tagOf(
  password: string,
  cost: Omit<PasswordHash, 'tag'> & { tagLength: number },
  lane: Lane,
): Promise<Buffer> {
  const { salt: nonce, ...rest } = cost;
  if (waiting[lane].length >= mostWaiting) throw new Problem('rate.limited', { retryAfterSeconds: 2 });
  if (running >= atOnce) await new Promise<void>((resolve) => waiting[lane].push(resolve));
  else running += 1;
  hashed += 1;
  try {
    const { memory, passes, parallelism, tagLength } = rest;
    const message = password.normalize('NFKC');
    return await derive('argon2id', { memory, passes, parallelism, tagLength, message, nonce });
  } finally {
    // The slot goes directly to the next waiting call, so a new call cannot overtake it.
    const next = waiting.known.shift() ?? waiting.unknown.shift();
    if (next) next();
    else running -= 1;
  }
}
