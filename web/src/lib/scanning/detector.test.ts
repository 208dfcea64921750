import { ZXING_WASM_SHA256 as wanted } from 'barcode-detector/ponyfill';
import { expect, it } from 'vitest';
import { ZXING_WASM_SHA256 as served } from 'zxing-wasm/reader';

it('the served WebAssembly file is the one that the detector was built for', () => {
  expect(served).toMatch(/^[0-9a-f]{64}$/);
  expect(served).toBe(wanted);
});
