import { fileURLToPath } from 'node:url';
import type { DocumentStore } from './documentStore.ts';
import { openFileStore } from './fileStore.ts';

/**
 * Opens `file:///folder`, or `s3://bucket/prefix?region=…&endpoint=https://…&pathStyle=true` with the AWS credentials.
 */
export function openDocumentStore(url: string): DocumentStore {
  const parsed = new URL(url);
  if (parsed.protocol === 'file:') return openFileStore(fileURLToPath(parsed));
  if (parsed.protocol === 's3:') return openBucket(parsed);
  throw new RangeError(`no document store for ${parsed.protocol}`);
}

function openBucket(url: URL): DocumentStore {
  // Loading the SDK takes a third of a second, so it is loaded only when documents are in a bucket.
  let store: Promise<DocumentStore> | undefined;
  const opened = () => {
    store ??= import('./s3Store.ts').then(({ openS3Store }) => openS3Store(url));
    return store;
  };
  return {
    put: async (key, bytes) => (await opened()).put(key, bytes),
    get: async (key) => (await opened()).get(key),
    remove: async (key) => (await opened()).remove(key),
  };
}
