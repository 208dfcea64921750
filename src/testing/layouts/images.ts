import { crc32, deflateSync } from 'node:zlib';

// The seven segments of a digit, clockwise from the top, then the middle one.
const segments: { [sign: string]: string } = {
  '0': '1111110',
  '1': '0110000',
  '2': '1101101',
  '3': '1111001',
  '4': '0110011',
  '5': '1011011',
  '6': '1011111',
  '7': '1110000',
  '8': '1111111',
  '9': '1111011',
};
const strokes = [
  'M1 0h6v2h-6z',
  'M6 1h2v6h-2z',
  'M6 8h2v6h-2z',
  'M1 13h6v2h-6z',
  'M0 8h2v6h-2z',
  'M0 1h2v6h-2z',
  'M1 6.5h6v2h-6z',
];
const comma = 'M3 13h2v4h-2z';

/** An SVG that draws an amount such as "999,00" with paths only, without text. */
export function drawnAmount(amount: string, colour = '#000'): string {
  const signs = [...amount].map((sign, index) => {
    const lit = segments[sign] ?? '';
    const path = sign === ',' ? comma : strokes.filter((_, at) => lit[at] === '1').join('');
    return `<path transform="translate(${index * 11} 0)" d="${path}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${amount.length * 11} 18" width="${amount.length * 11}" height="18" fill="${colour}">${signs.join('')}</svg>`;
}

export const asDataUri = (type: string, bytes: string | Uint8Array): string =>
  `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;

/** A grey PNG whose pixels are black where `inkAt` is true. Source: PNG (ISO/IEC 15948) § 11.2. */
export function png(width: number, height: number, inkAt: (x: number, y: number) => boolean): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => (inkAt(x, y) ? 0 : 255))]),
  );
  return pngOf({ width, height, depth: 8, pixels: Buffer.concat(rows) });
}

/** A PNG that claims this width and height and contains these pixel rows, which may be fewer. */
export function pngOf({
  width,
  height,
  depth,
  pixels,
}: {
  width: number;
  height: number;
  depth: number;
  pixels: Buffer;
}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A PNG that shows "999" in block digits. */
export function pngOf999(): Buffer {
  const nine = ['111', '101', '111', '001', '111'];
  return png(44, 20, (x, y) => {
    const column = Math.floor((x % 15) / 4);
    return column < 3 && nine[Math.floor(y / 4)]?.[column] === '1' && x < 44;
  });
}
