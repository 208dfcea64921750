import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

type Package = { version?: string; optionalDependencies?: Record<string, string> };

const { packages }: { packages: Record<string, Package> } = JSON.parse(await readFile('package-lock.json', 'utf8'));
const copiesOf = (name: string) =>
  Object.entries(packages).filter(
    ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  );

/** Below these are holes that an audit may not know yet. */
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

it.each(['@fastify/middie', '@fastify/express'])('%s, where routes can be got around, is not there', (name) => {
  expect(copiesOf(name)).toEqual([]);
});

// npm leaves out what its registry does not offer for this machine, and then `npm ci` refuses the file everywhere.
it('the optional packages of every platform are named', () => {
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((name) => copiesOf(name).length === 0)).toEqual([]);
});
