import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';

const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

it.each(files)('%s exports a Fastify plugin that is not encapsulated', async (file) => {
  const module = (await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)) as Record<string, unknown>;
  const plugins = Object.values(module).filter(
    (one) => typeof one === 'function' && Reflect.get(one, Symbol.for('skip-override')) === true,
  );
  expect(plugins).toHaveLength(1);
});
