/**
 * Stores bytes by key. A key is lower-case segments of `[a-z0-9._-]` joined by `/`; anything else throws RangeError.
 * `put` is atomic: a reader gets the old bytes or the new ones, never a part. Once `put` resolves, the bytes survive a
 * power failure. The last writer wins, so a key whose content must never change should contain the content's hash. `get`
 * returns undefined for a key that was never put. `remove` is for bytes that need not be kept any longer, and for a key that
 * was never put does nothing.
 */
export type DocumentStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
};
