import { BarcodeDetector, type BarcodeFormat, prepareZXingModule } from 'barcode-detector/ponyfill';
// Must be the file of the zxing-wasm version that barcode-detector depends on: another one ends in "memory access out of
// bounds".
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

const own: BarcodeFormat[] = ['qr_code'];
const printed: BarcodeFormat[] = ['code_128', 'code_39', 'ean_13', 'itf', 'pdf417', 'data_matrix', 'aztec'];

/** The barcode formats to look for: our QR code, and every common printed code when a chain has codes of its own. */
export function formatsFor(legacy: boolean): BarcodeFormat[] {
  return legacy ? [...own, ...printed] : own;
}

let prepared = false;

/** Starts loading the reader (1 MB, cached) from our own host; needed once before the first detection. */
export function prepareDetector(): void {
  if (prepared) return;
  prepared = true;
  const overrides = {
    locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path),
  };
  // Loads while the camera starts. If loading fails, the first detection fails with the same error and reports it.
  prepareZXingModule({ overrides, fireImmediately: true }).catch(() => undefined);
}

export function openDetector(legacy: boolean): BarcodeDetector {
  prepareDetector();
  return new BarcodeDetector({ formats: formatsFor(legacy) });
}

/**
 * html5-qrcode uses the global BarcodeDetector, so this gives every phone the same reader, even without a built-in one.
 */
export function installDetector(): void {
  prepareDetector();
  Object.defineProperty(window, 'BarcodeDetector', { value: BarcodeDetector, configurable: true, writable: true });
}
