import { BarcodeDetector, type BarcodeFormat, prepareZXingModule } from 'barcode-detector/ponyfill';
// Must be the very file of the zxing-wasm that barcode-detector depends on: another one ends in "memory access out of bounds".
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

const own: BarcodeFormat[] = ['qr_code'];
const printed: BarcodeFormat[] = ['code_128', 'code_39', 'ean_13', 'itf', 'pdf417', 'data_matrix', 'aztec'];

/** The barcode kinds to look for: our QR, and every common printed code where a chain has codes of its own. */
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
  // Loads while the camera starts. Should it fail, the first detection meets the same failure and tells.
  prepareZXingModule({ overrides, fireImmediately: true }).catch(() => undefined);
}

export function openDetector(legacy: boolean): BarcodeDetector {
  prepareDetector();
  return new BarcodeDetector({ formats: formatsFor(legacy) });
}

/** html5-qrcode uses whatever is called BarcodeDetector: the same reader on every phone, also where the browser has none. */
export function installDetector(): void {
  prepareDetector();
  Object.defineProperty(window, 'BarcodeDetector', { value: BarcodeDetector, configurable: true, writable: true });
}
