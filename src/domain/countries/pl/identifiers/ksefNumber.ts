const pattern = /^(\d{10}-\d{8}-[0-9A-F]{12})-([0-9A-F]{2})$/;

/**
 * Whether a text is a KSeF number: NIP-YYYYMMDD-12 hex digits, then a CRC-8 (polynomial 0x07, initial 0) of the first
 * 32 characters. Source: CIRFMF/ksef-docs faktury/numer-ksef.md.
 */
export function isKsefNumber(text: string): boolean {
  const match = pattern.exec(text);
  if (!match) return false;
  const [, body = '', check = ''] = match;
  return crc8(body) === Number.parseInt(check, 16);
}

function crc8(ascii: string): number {
  let crc = 0;
  for (let index = 0; index < ascii.length; index++) {
    crc ^= ascii.charCodeAt(index);
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc;
}
