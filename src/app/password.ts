import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../domain/problem.ts';

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

// OWASP's floor for argon2id; one hash takes 19 MiB and about 16 ms.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const shortest = 15;
const atOnce = 2;
const waiting: (() => void)[] = [];
let running = 0;

// Long enough and yet the first that anybody tries.
const blocked = ['password', 'haslo', 'hasło', 'qwerty', 'admin', 'faktura', '123456', 'abcdef', 'letmein', 'welcome'];

/** Refuses what NIST 800-63B-4 refuses where the password is the only factor: short, or built from what is tried first. */
export function assertStrong(password: string, email: string): void {
  const plain = password.toLowerCase();
  const mailbox = email.split('@')[0]?.toLowerCase() ?? '';
  const rest = [...blocked, mailbox]
    .filter((word) => word.length > 3)
    .reduce((text, word) => text.replaceAll(word, ''), plain);
  if ([...password].length >= shortest && new Set(rest).size >= 6) return;
  throw new Problem('session.password_weak', { shortest }, [{ pointer: '/password', code: 'session.password_weak' }]);
}

/** `argon2id$salt$tag`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(password, salt);
  return `argon2id$${salt.toString('base64url')}$${tag.toString('base64url')}`;
}

/** Without a hash it works as long and says no: an unknown address takes the same time. */
export async function passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
  const [, salt = 'AAAAAAAAAAAAAAAAAAAAAA', tag = ''] = hash?.split('$') ?? [];
  const given = await tagOf(password, Buffer.from(salt, 'base64url'));
  const expected = Buffer.from(tag, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function tagOf(password: string, nonce: Buffer): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await derive('argon2id', { ...cost, message: password.normalize('NFKC'), nonce });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
