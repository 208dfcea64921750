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
  it('refuses a folder that holds anything else, and deletes nothing of it', async () => {
    await mkdir(join(dataDir, 'documents'));
    await writeFile(join(dataDir, 'thesis.odt'), 'x');
    await expect(clearDataDir(dataDir)).rejects.toThrow('thesis.odt');
    expect((await readdir(dataDir)).sort()).toEqual(['documents', 'thesis.odt']);
  });

  it('deletes what runs made', async () => {
    for (const folder of ['postgres/server/cluster', 'documents', 'mail', 'chromium-153.0.0']) {
      await mkdir(join(dataDir, folder), { recursive: true });
    }
    for (const file of ['session-secret', 'demo.json', 'demo-seed.json', 'run.json', 'demo.json.part']) {
      await writeFile(join(dataDir, file), 'x');
    }
    expect(await clearDataDir(dataDir)).toBe(true);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('is content with a folder that is empty or not there', async () => {
    expect(await clearDataDir(dataDir)).toBe(false);
    expect(await clearDataDir(join(dataDir, 'none'))).toBe(false);
  });
});

describe('one run a data folder', () => {
  it('a second one is told who has it', async () => {
    // Another living process whose command line fits: the one that runs these tests.
    const other = { pid: process.ppid, script: '' };
    await writeFile(join(dataDir, 'run.json'), JSON.stringify(other));
    await expect(lockDataDir(dataDir)).rejects.toThrow(`process ${process.ppid}`);
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, script: 'start.ts' })],
    ['of a number that somebody else has by now', JSON.stringify({ pid: process.ppid, script: 'no-such-script.ts' })],
    ['that was cut off', '{"pid":'],
  ])('a lock %s does not count', async (_, text) => {
    await writeFile(join(dataDir, 'run.json'), text);
    const unlock = await lockDataDir(dataDir);
    expect(await readdir(dataDir)).toEqual(['run.json']);
    await unlock();
    expect(await readdir(dataDir)).toEqual([]);
    expect(await runnerOf(dataDir)).toBeUndefined();
  });
});
