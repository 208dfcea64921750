import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '../testing/fakeS3.ts';
import type { DocumentStore } from './documentStore.ts';
import { openDocumentStore } from './store.ts';

let folder: string;
let s3: FakeS3;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'efk-documents-'));
  s3 = await startFakeS3();
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});
afterEach(() => s3.clear());

const stores: [string, () => DocumentStore][] = [
  ['files', () => openDocumentStore(pathToFileURL(folder).href)],
  ['s3', () => openDocumentStore(`s3://docs/efk?endpoint=${s3.url}&region=eu-central-1&pathStyle=true`)],
];

describe.each(stores)('a document store on %s', (_, open) => {
  it.each([
    '../secret',
    'a/../b',
    '/etc/passwd',
    'a//b',
    '.hidden',
    'a/.b',
    'A',
    'a b',
    'a\\b',
    '',
    'a/',
    `${'a'.repeat(401)}`,
  ])('refuses the key %j', async (key) => {
    const store = open();
    await expect(store.put(key, new Uint8Array(1))).rejects.toThrow(RangeError);
    await expect(store.get(key)).rejects.toThrow(RangeError);
    await expect(store.remove(key)).rejects.toThrow(RangeError);
  });

  it('returns the same bytes', async () => {
    const store = open();
    const bytes = new Uint8Array(randomBytes(100_000));
    await store.put('invoices/5f1c/0a-b_c.pdf', bytes);
    expect(await store.get('invoices/5f1c/0a-b_c.pdf')).toEqual(bytes);
  });

  it('returns nothing for a key that was never put', async () => {
    expect(await open().get('invoices/none.pdf')).toBeUndefined();
  });

  it('has nothing under a removed key, and removes a key again without an error', async () => {
    const store = open();
    await store.put('invoices/old.pdf', new Uint8Array(1));
    await store.put('invoices/young.pdf', new Uint8Array(1));
    for (let n = 0; n < 2; n += 1) await store.remove('invoices/old.pdf');
    expect(await store.get('invoices/old.pdf')).toBeUndefined();
    expect(await store.get('invoices/young.pdf')).toHaveLength(1);
  });

  it('the last writer wins with all of its bytes', async () => {
    const store = open();
    const versions = Array.from({ length: 8 }, (_, n) => new Uint8Array(50_000).fill(n));
    await Promise.all(versions.map((bytes) => store.put('race.bin', bytes)));
    const kept = await store.get('race.bin');
    expect(new Set(kept).size).toBe(1);
    expect(kept).toHaveLength(50_000);
  });
});

it('files are readable by their owner only, and no temporary files remain', async () => {
  const own = await mkdtemp(join(tmpdir(), 'efk-documents-'));
  const store = openDocumentStore(pathToFileURL(own).href);
  await store.put('a/b.pdf', new Uint8Array([1]));
  expect(await readdir(join(own, 'a'))).toEqual(['b.pdf']);
  expect((await stat(join(own, 'a', 'b.pdf'))).mode & 0o777).toBe(0o600);
  await rm(own, { recursive: true });
});

it('objects have the prefix from the URL', async () => {
  await openDocumentStore(`s3://docs/efk/?endpoint=${s3.url}&region=eu-central-1&pathStyle=true`).put(
    'a.pdf',
    new Uint8Array([7]),
  );
  expect([...s3.objects.keys()]).toEqual(['/docs/efk/a.pdf']);
});

it('an error of the store is not taken for a missing document', async () => {
  s3.failWith(403);
  await expect(
    openDocumentStore(`s3://docs?endpoint=${s3.url}&region=eu-central-1&pathStyle=true`).get('a.pdf'),
  ).rejects.toThrow();
});
