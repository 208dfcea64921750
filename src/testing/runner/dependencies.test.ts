import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// The production image installs `dependencies` only, and runs these files.
const files = globSync('{src,worker}/**/*.ts', {
  exclude: ['src/dev/**', 'src/ksefServer/**', '**/testing/**', '**/*.test.ts', '**/*.d.ts'],
});
const importing = /(?:from |^import |import\(|resolve\()'((?:@[a-z-]+\/)?[a-z][a-z0-9-]*)/gm;
/** fonts.ts builds these package names from a theme's font, so the imports do not show them. */
const named = ['barlow', 'barlow-condensed', 'noto-sans', 'nunito'].map((font) => `@expo-google-fonts/${font}`);

const imported = new Set(
  files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(importing)].map(([, name = '']) => name)),
);
const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

it('`dependencies` lists exactly the packages that the server and the worker import', () => {
  expect(files.length).toBeGreaterThan(200);
  const packages = [...imported].filter((name) => name !== 'node').concat(named);
  expect(packages.sort()).toEqual(Object.keys(dependencies).sort());
});
