import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Every source file of the product, by path from the project's folder, with the files it imports (types included). */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

const sources = ['{src,worker,bench,web/src}/**/*.{ts,svelte}', 'web/e2e/**/*.ts'];
const isTest = (file: string) => /\.(test|e2e|d)\.ts$/.test(file);
const importing = /(?:from\s+|import\s+|import\(\s*)'([^']+)'/g;

/** The aliases of web/vite.config.ts and web/package.json. */
const aliases = { '#lib/': 'web/src/lib/', '$domain/': 'src/domain/', '$contract/': 'src/contract/' };

/** Reads the graph from the sources; `folder` is the project's folder. Throws when an imported file does not exist. */
export function readImportGraph(folder: string): ImportGraph {
  const files = globSync(sources, { cwd: folder }).filter((file) => !isTest(file));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const imported = [...text.matchAll(importing)]
        .map(([, specifier = '']) => targetOf(file, specifier))
        .filter((target) => target !== undefined && known.has(target)) as string[];
      return [file, new Set(imported)];
    }),
  );
}

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  for (const [alias, path] of Object.entries(aliases))
    if (specifier.startsWith(alias)) return path + specifier.slice(alias.length);
  return undefined;
}

/** Import cycles, each as the files on the way back to its first file. */
export function circlesOf(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];

  function visit(file: string): void {
    const begins = path.indexOf(file);
    if (begins >= 0) circles.push([...path.slice(begins), file]);
    if (begins >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  }

  for (const file of graph.keys()) visit(file);
  return circles;
}

/** Number of files in each folder. */
export function filesByFolder(graph: ImportGraph): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of graph.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return counts;
}
