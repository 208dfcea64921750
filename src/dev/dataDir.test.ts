import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearDataDir } from './dataDir.ts';
import { lockDataDir, runnerOf } from './runLock.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'efk-data-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('clearing the data folder', () => {
  it('is refused when the folder contains any other file, and deletes nothing', async () => {
    await mkdir(join(dataDir, 'documents'));
    await writeFile(join(dataDir, 'thesis.odt'), 'x');
    await expect(clearDataDir(dataDir)).rejects.toThrow('thesis.odt');
    expect((await readdir(dataDir)).sort()).toEqual(['documents', 'thesis.odt']);
  });

  it('deletes the files and folders of earlier runs', async () => {
    for (const folder of ['postgres/server/cluster', 'documents', 'mail', 'chromium-153.0.0']) {
      await mkdir(join(dataDir, folder), { recursive: true });
    }
    for (const file of [
      'session-secret',
      'secrets-key',
      'demo.json',
      'demo-seed.json',
      'run.json',
      'ksef.json',
      'ksef.json.part',
    ]) {
      await writeFile(join(dataDir, file), 'x');
    }
    expect(await clearDataDir(dataDir)).toBe(true);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('accepts a folder that is empty or missing', async () => {
    expect(await clearDataDir(dataDir)).toBe(false);
    expect(await clearDataDir(join(dataDir, 'none'))).toBe(false);
  });
});

describe('one run per data folder', () => {
  it('a second run is refused with the process id of the first', async () => {
    // The parent process runs these tests: a living process whose command line matches any script name.
    const other = { pid: process.ppid, script: '' };
    await writeFile(join(dataDir, 'run.json'), JSON.stringify(other));
    await expect(lockDataDir(dataDir)).rejects.toThrow(`process ${process.ppid}`);
  });

  it.each([
    ['of a process that has ended', JSON.stringify({ pid: 2 ** 22 + 1, script: 'start.ts' })],
    [
      'whose process id now belongs to another program',
      JSON.stringify({ pid: process.ppid, script: 'no-such-script.ts' }),
    ],
    ['with incomplete JSON', '{"pid":'],
  ])('a lock %s is ignored', async (_, text) => {
    await writeFile(join(dataDir, 'run.json'), text);
    const unlock = await lockDataDir(dataDir);
    expect(await readdir(dataDir)).toEqual(['run.json']);
    await unlock();
    expect(await readdir(dataDir)).toEqual([]);
    expect(await runnerOf(dataDir)).toBeUndefined();
  });
});
