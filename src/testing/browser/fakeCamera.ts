import { writeFile } from 'node:fs/promises';
import QRCode from 'qrcode';
import { type Random, randomFrom } from '../../domain/random.ts';

const width = 640;
const height = 480;
/** Luma of the till paper and its print, as in a photo indoors: grey on off-white. */
const paper = 196;
const ink = 58;

/**
 * Writes a clip for Chromium's `--use-file-for-fake-video-capture`: 640 × 480 pixels, YUV420, a grey and slightly noisy sheet
 * with `qrText` as a QR code. The same text always gives the same bytes.
 */
export async function writeFakeCamera(path: string, qrText: string, frames = 6): Promise<void> {
  const picture = drawSheet(qrText);
  const noise = randomFrom(20261124);
  // Chroma 128 means no colour.
  const chroma = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < frames; frame++) {
    parts.push(Buffer.from('FRAME\n'), withNoise(picture, noise), chroma);
  }
  await writeFile(path, Buffer.concat(parts));
}

function drawSheet(qrText: string): Buffer {
  const code = QRCode.create(qrText, { errorCorrectionLevel: 'M' }).modules;
  const picture = Buffer.alloc(width * height, 120);
  const scale = Math.floor(300 / code.size);
  const side = code.size * scale;
  const left = Math.floor((width - side) / 2);
  const top = Math.floor((height - side) / 2);
  // The QR standard requires a quiet zone of four modules.
  fill(picture, left - 4 * scale, top - 4 * scale, side + 8 * scale, side + 8 * scale, paper);
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (code.get(row, column)) fill(picture, left + column * scale, top + row * scale, scale, scale, ink);
    }
  }
  return picture;
}

function fill(picture: Buffer, x: number, y: number, w: number, h: number, luma: number): void {
  for (let row = y; row < y + h; row++) picture.fill(luma, row * width + x, row * width + x + w);
}

function withNoise(picture: Buffer, noise: Random): Buffer {
  const frame = Buffer.from(picture);
  for (let at = 0; at < frame.length; at++) frame[at] = (picture[at] ?? 0) + Math.floor(noise.next() * 24) - 12;
  return frame;
}
