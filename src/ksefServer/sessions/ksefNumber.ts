import { randomBytes } from 'node:crypto';

/** A number of 35 characters: NIP, day of receipt in Poland, 12 random digits, CRC-8. Source: numer-ksef.md. */
export function newKsefNumber(nip: string, receivedOn: string): string {
  const part = randomBytes(6).toString('hex').toUpperCase();
  const start = `${nip}-${receivedOn.replaceAll('-', '')}-${part}`;
  return `${start}-${crc8(start)}`;
}

/** CRC-8 with polynomial 0x07 and initial value 0x00, as two hexadecimal digits. */
export function crc8(text: string): string {
  let crc = 0;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc.toString(16).toUpperCase().padStart(2, '0');
}
