import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

type Package = { version?: string; optionalDependencies?: Record<string, string> };

const { packages }: { packages: Record<string, Package> } = JSON.parse(await readFile('package-lock.json', 'utf8'));
const copiesOf = (name: string) =>
  Object.entries(packages).filter(
    ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  );

/** Older versions have security holes that `npm audit` may not list yet. */
it.each([
  ['handlebars', '4.7.10'],
  ['fast-jwt', '6.3.4'],
  ['fastify', '5.12.1'],
  ['@fastify/proxy-addr', '5.1.1'],
  ['@fastify/static', '10.1.4'],
  ['drizzle-orm', '0.45.2'],
  ['nodemailer', '10.4.1'],
  ['@sveltejs/kit', '3.0.0'],
])('every %s is at least %s', (name, floor) => {
  const versions = copiesOf(name).map(([, { version = '' }]) => version);
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions)
    expect(version.localeCompare(floor, 'en', { numeric: true }), version).toBeGreaterThanOrEqual(0);
});

it.each(['@fastify/middie', '@fastify/express'])('%s, which lets requests bypass routes, is not installed', (name) => {
  expect(copiesOf(name)).toEqual([]);
});

// npm may write a lockfile without optional packages that the registry did not offer. `npm ci` refuses such a lockfile.
it('the lockfile has the optional packages of every platform', () => {
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((name) => copiesOf(name).length === 0)).toEqual([]);
});
