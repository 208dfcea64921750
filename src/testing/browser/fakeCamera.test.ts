import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import { expect, it, vi } from 'vitest';
import { writeFakeCamera } from './fakeCamera.ts';

const link = 'http://zielony.localhost:3000/r/7K3M9QXABCDEF';

it('the clip is grey and noisy, and the web app’s detector reads its QR code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'efk-camera-'));
  const path = join(folder, 'camera.y4m');
  await writeFakeCamera(path, link);
  const clip = await readFile(path);
  await rm(folder, { recursive: true });

  expect(clip.subarray(0, 60).toString('latin1')).toMatch(/^YUV4MPEG2 W640 H480 F15:1 .*C420jpeg\nFRAME\n/s);
  const header = clip.indexOf('\n') + 1;
  const frame = 'FRAME\n'.length + (640 * 480 * 3) / 2;
  expect((clip.length - header) / frame).toBe(6);
  const luma = clip.subarray(header + 'FRAME\n'.length, header + 'FRAME\n'.length + 640 * 480);
  expect(Math.min(...new Set(luma))).toBeGreaterThan(16);
  expect(Math.max(...new Set(luma))).toBeLessThan(235);
  expect(new Set(luma).size).toBeGreaterThan(48);

  vi.stubGlobal('ImageData', ImageData);
  vi.stubGlobal('DOMRectReadOnly', class {});
  await serveDetectorFromDisk();
  const [found] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(new ImageData(luma));
  expect(found?.rawValue).toBe(link);
});

async function serveDetectorFromDisk(): Promise<void> {
  const fromDetector = createRequire(import.meta.resolve('barcode-detector/ponyfill'));
  const wasm = join(dirname(fromDetector.resolve('zxing-wasm/reader')), '../../reader/zxing_reader.wasm');
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
}

/** Node has no ImageData. The detector reads these four fields only. */
class ImageData {
  readonly width = 640;
  readonly height = 480;
  readonly colorSpace = 'srgb';
  readonly data: Uint8ClampedArray<ArrayBuffer>;

  constructor(luma: Uint8Array) {
    this.data = new Uint8ClampedArray(luma.length * 4).fill(255);
    for (const [at, grey] of luma.entries()) this.data.fill(grey, at * 4, at * 4 + 3);
  }
}
