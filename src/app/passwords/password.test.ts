import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../domain/problem.ts';
import { assertStrong, hashCount, hashPassword, isOutdated, passwordMatches } from './password.ts';
import { readPasswordHash, writePasswordHash } from './passwordHash.ts';

const password = 'zielony rower pod lasem';

/** A hash with these parameters, as an earlier version or another program would make it. */
function hashWith(cost: { memory: number; passes: number; parallelism: number; tagLength?: number }): string {
  const salt = Buffer.from('sixteen byte salt');
  const tagLength = cost.tagLength ?? 32;
  const tag = argon2Sync('argon2id', { ...cost, tagLength, message: password, nonce: salt });
  return writePasswordHash({ ...cost, salt, tag });
}

describe('a password hash', () => {
  it('is a PHC string with the current parameters and a new salt, and matches its password only', async () => {
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
    for (const hash of [one, other]) {
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
      expect(isOutdated(hash)).toBe(false);
      expect(await passwordMatches(password, hash)).toBe(true);
      expect(await passwordMatches(`${password} `, hash)).toBe(false);
    }
    expect(one).not.toBe(other);
  });

  it.each([
    { memory: 8192, passes: 1, parallelism: 1 },
    { memory: 19_456, passes: 3, parallelism: 1 },
    { memory: 65_536, passes: 1, parallelism: 4 },
    { memory: 19_456, passes: 2, parallelism: 1, tagLength: 16 },
  ])('with other parameters (%j) is checked by them, and is outdated', async (cost) => {
    const hash = hashWith(cost);
    expect([await passwordMatches(password, hash), await passwordMatches('wrong', hash)]).toEqual([true, false]);
    expect(isOutdated(hash)).toBe(true);
  });

  it('in the format of the first versions is checked, and is outdated', async () => {
    const { salt, tag } = readPasswordHash(await hashPassword(password)) ?? {};
    const first = `argon2id$${salt?.toString('base64url')}$${tag?.toString('base64url')}`;
    expect([await passwordMatches(password, first), isOutdated(first)]).toEqual([true, true]);
  });

  const salt = 'A'.repeat(22);
  const tag = 'A'.repeat(43);
  it.each([
    ['', null, undefined],
    ['$argon2id$v=19$m=262145,t=2,p=1', salt, tag],
    ['$argon2id$v=19$m=999999,t=2,p=1', salt, tag],
    ['$argon2id$v=19$m=19456,t=11,p=1', salt, tag],
    ['$argon2id$v=19$m=19456,t=0,p=1', salt, tag],
    ['$argon2id$v=19$m=19456,t=2,p=0', salt, tag],
    ['$argon2id$v=19$m=19456,t=2,p=5', salt, tag],
    ['$argon2id$v=19$m=16,t=2,p=4', salt, tag],
    ['$argon2id$v=16$m=19456,t=2,p=1', salt, tag],
    ['$argon2i$v=19$m=19456,t=2,p=1', salt, tag],
    ['$argon2id$v=19$m=19456,t=2,p=1', 'AAAA', tag],
    ['$argon2id$v=19$m=19456,t=2,p=1', salt, 'AAAA'],
    ['$argon2id$v=19$m=19456,t=2,p=1', salt, ''],
    ['$argon2id$v=19$m=19456,t=2,p=1', salt, 'A'.repeat(4_000)],
    ['argon2id', '', ''],
    ['plain text', '', ''],
  ])('%s is not a hash: no password matches it, after the work of one hash', async (head, itsSalt, itsTag) => {
    const hash = itsSalt === null ? itsSalt : [head, itsSalt, itsTag].join('$');
    const before = hashCount();
    expect(await passwordMatches(password, hash)).toBe(false);
    expect(hashCount() - before).toBe(1);
  });
});

describe('when many passwords wait to be checked', () => {
  it('known callers do not wait behind unknown ones, each lane keeps its order, and a full lane refuses more', async () => {
    const hash = hashWith({ memory: 8, passes: 1, parallelism: 1 });
    const order: string[] = [];
    const one = (lane: 'known' | 'unknown', name: string) =>
      passwordMatches(password, hash, lane).then(
        () => void order.push(name),
        (problem: Problem) => void order.push(`${name} ${problem.code}`),
      );
    const unknowns = Array.from({ length: 203 }, (_, n) => one('unknown', `unknown ${n}`));
    await Promise.all([...unknowns, one('known', 'known 1'), one('known', 'known 2')]);
    expect(order.filter((name) => name.endsWith('rate.limited'))).toEqual(['unknown 202 rate.limited']);
    const place = (name: string) => order.indexOf(name);
    expect(place('known 1')).toBeLessThan(place('unknown 100'));
    expect(place('known 2')).toBeLessThan(place('unknown 100'));
    expect(order).toHaveLength(205);
  });
});

describe('a password', () => {
  const whose = ['jan.kowalski@biedronka.example', 'biedronka', 'Sieć Biedronka'];

  it.each([
    'short',
    'fourteen chars',
    'aaaaaaaaaaaaaaaaaaaa',
    'kowalskikowalski1',
    'JanKowalskiJanKo',
    'Biedronka-Kowalski-1',
    'biedronkabiedronka12',
    'sieć biedronka 1234',
    'ＢＩＥＤＲＯＮＫＡ biedronka 1',
  ])('%s is weak', (weak) => {
    expect(() => assertStrong(weak, whose)).toThrow(Problem);
  });

  it.each([password, 'correct horse battery staple', 'mój kowalski ma zielony młotek'])('%s is strong', (strong) => {
    expect(() => assertStrong(strong, whose)).not.toThrow();
  });
});
