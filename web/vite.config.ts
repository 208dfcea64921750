import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles only what an icon of lucide-static draws. Icon.svelte writes the <svg> around it, which is the same for all. */
const icons: Plugin = {
  name: 'icons',
  enforce: 'pre',
  async load(id) {
    const [, file] = /^(.*\/lucide-static\/icons\/[^/]+\.svg)\?raw$/.exec(id) ?? [];
    if (!file) return null;
    const [, drawing] = /<svg[^>]*>(.*)<\/svg>/s.exec(await readFile(file, 'utf8')) ?? [];
    if (!drawing) throw new Error(`${file} is no icon`);
    return `export default ${JSON.stringify(drawing.replaceAll(/\s*\n\s*/g, '').replaceAll(' />', '/>'))}`;
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [
    icons,
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
