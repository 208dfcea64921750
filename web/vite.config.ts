import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [
    sveltekit({
      // Absolute, because `vite build web` runs from the folder above.
      adapter: adapter({ pages: here('build'), fallback: 'index.html', precompress: true }),
      compilerOptions: { runes: true },
    }),
  ],
  resolve: {
    alias: { $domain: here('../src/domain'), $contract: here('../src/contract'), $themes: here('../themes') },
  },
  server: { fs: { allow: [here('../src'), here('../themes')] } },
  // Nothing is inlined as data: URIs: the server's content security policy would refuse them.
  build: { assetsInlineLimit: 0 },
});
