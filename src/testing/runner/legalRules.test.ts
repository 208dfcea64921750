import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/legal-pl.md', 'utf8');
const rows = page.split('\n').filter((line) => /^\| L?\d/.test(line));

it('every rule of docs/legal-pl.md names a test that exists', () => {
  const named = rows.map((row) => /`(src\/[^`]+\.test\.ts)`/.exec(row)?.[1] ?? row);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

it('every setting of docs/legal-pl.md is a setting of chains', () => {
  const settings = readFileSync('src/domain/chains/settings.ts', 'utf8');
  const named = rows.flatMap((row) =>
    [...(row.split('|').at(-2) ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !settings.includes(`${name}:`))).toEqual([]);
});
