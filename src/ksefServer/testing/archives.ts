import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export type Entry = { name: string; content: Buffer };

/** A ZIP archive as any packer makes it. `declared` lies about the sizes. */
export function zipOf(files: readonly Entry[], declared?: number): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(packed.byteLength, 4);
    sizes.writeUInt32LE(declared ?? content.byteLength, 8);
    const bytes = Buffer.from(name);
    const length = Buffer.alloc(2);
    length.writeUInt16LE(bytes.byteLength);
    const common = Buffer.concat([Buffer.from('14000008080000000000', 'hex'), sizes, length, Buffer.alloc(2)]);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, bytes, packed]);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, Buffer.alloc(10), at, bytes]));
    locals.push(local);
    offset += local.byteLength;
  }
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** A tar.gz archive of short names. */
export function tarGzOf(files: readonly Entry[]): Buffer {
  const blocks = files.flatMap(({ name, content }) => {
    const header = Buffer.alloc(512);
    header.write(name);
    header.write(`${content.byteLength.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    return [header, content, Buffer.alloc((512 - (content.byteLength % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
