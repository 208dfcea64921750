import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../dev/webBuild.ts';
import { circlesOf, filesByFolder, readImportGraph } from './importGraph.ts';

// Biome checks which folder may import which: biome.imports.json.

const graph = readImportGraph(projectFolder);
const most = 15;

describe('the folders of the project', () => {
  it('are all read', () => {
    expect(graph.size).toBeGreaterThan(500);
    expect(graph.get('src/server.ts')).toContain('src/http/api.ts');
  });

  it('contain no import cycle, not even of types', () => {
    expect(circlesOf(graph)).toEqual([]);
  });

  it(`contain at most ${most} files each`, () => {
    expect([...filesByFolder(graph)].filter(([, files]) => files > most)).toEqual([]);
  });
});

describe('an import cycle', () => {
  it('is found, with the files on the way', () => {
    const circular = new Map([
      ['a.ts', new Set(['b.ts'])],
      ['b.ts', new Set(['c.ts'])],
      ['c.ts', new Set(['b.ts'])],
    ]);
    expect(circlesOf(circular)).toEqual([['b.ts', 'c.ts', 'b.ts']]);
  });
});
