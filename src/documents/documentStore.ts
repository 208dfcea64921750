/**
 * Bytes by key. A key is lower-case segments of `[a-z0-9._-]` joined by `/`; anything else throws RangeError.
 * `put` is all or nothing: a reader sees the old bytes or the new ones, never a part, and after it resolves they survive
 * a power cut. The last writer wins, so a key that must never change its content should hold the content's hash.
 * `get` of a key never put is undefined.
 */
export type DocumentStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
};
