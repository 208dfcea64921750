import { ZXING_WASM_SHA256 as wanted } from 'barcode-detector/ponyfill';
import { expect, it } from 'vitest';
import { ZXING_WASM_SHA256 as served } from 'zxing-wasm/reader';

it('the reader we serve is the very file the detector was made for', () => {
  expect(served).toMatch(/^[0-9a-f]{64}$/);
  expect(served).toBe(wanted);
});
