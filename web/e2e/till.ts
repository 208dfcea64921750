import { request } from 'node:http';
import type { DemoChainFacts } from '../../src/dev/demo/demoFacts.ts';
import type { PushedReceipt } from '../../src/domain/receipts/pushedReceipt.ts';
import { aReceipt } from '../../src/testing/builders/receipts.ts';

/** Pushes a new receipt like a till of the chain, so that a test has its own receipt. */
export function pushReceipt(
  { url, posKey }: Pick<DemoChainFacts, 'url' | 'posKey'>,
  given: Parameters<typeof aReceipt>[0] = {},
): Promise<PushedReceipt & { id: string; code: string; url: string }> {
  const receipt = aReceipt(given);
  const { host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${posKey}`, 'content-type': 'application/json' };
    request({ host: '127.0.0.1', port, method: 'POST', path: '/api/v1/receipts', headers }, (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 201) resolve({ ...receipt, ...JSON.parse(text) });
          else reject(new Error(`${response.statusCode} ${text}`));
        });
    })
      .on('error', reject)
      .end(JSON.stringify(receipt));
  });
}
