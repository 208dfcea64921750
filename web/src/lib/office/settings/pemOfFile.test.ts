import { expect, it } from 'vitest';
import { pemOfFile } from './pemOfFile.ts';

it.each([
  [
    'the text of a PEM file',
    '-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n',
    /^-----BEGIN CERT.*-----\nAQID\n-----END CERT.*-----$/,
  ],
  ['base64 as it is', 'MIIB\r\n', /^MIIB$/],
  ['the bytes of a DER file in base64', Uint8Array.of(0x30, 0x82, 0, 0xff), /^MIIA\/w==$/],
] as const)('is %s', async (_, content, expected) => {
  expect(await pemOfFile(new Blob([content]))).toMatch(expected);
});
