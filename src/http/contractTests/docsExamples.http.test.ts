import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { as, type Client } from '../../testing/network/client.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { signedBy, trustedBy } from '../../testing/receipts/formats.ts';

const { site } = await siteForTests();
let pos: Client;
beforeAll(async () => {
  pos = await as(site, 'pos');
});

const page = readFileSync('docs/api.md', 'utf8');

/** The first example in this language below the heading. */
function example(heading: string, language: 'json' | 'xml'): string {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const text = new RegExp(`\\n\`\`\`${language}\\n(.*?)\\n\`\`\``, 's').exec(section.split('\n## ')[0] ?? '')?.[1];
  if (text === undefined) throw new Error(`no ${language} below ${heading}`);
  return text;
}

async function pushed(path: string, payload: unknown, type: string): Promise<unknown> {
  const answer = await pos.ask({
    method: 'POST',
    url: `/api/v1/receipts${path}`,
    payload,
    headers: { 'content-type': type },
  });
  return answer.statusCode === 201 ? 201 : answer.json();
}

it('the example of a receipt is taken', async () => {
  expect(await pushed('', JSON.parse(example('One receipt', 'json')), 'application/json')).toBe(201);
});

it('the example of a return is taken once, and a quantity of zero or less is refused', async () => {
  const receipt = { ...JSON.parse(example('One receipt', 'json')), documentNumber: 'of-the-return' };
  const { id } = (await pos.ask({ method: 'POST', url: '/api/v1/receipts', payload: receipt })).json();
  const payload = JSON.parse(example('Returns', 'json'));
  const send = (change: object = {}) =>
    pos.ask({ method: 'POST', url: `/api/v1/receipts/${id}/returns`, payload: { ...payload, ...change } });
  const [first, again] = [await send(), await send()];
  expect([first.statusCode, first.json()]).toEqual([201, { id: expect.any(String), state: 'recorded' }]);
  expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
  for (const quantity of ['0', '-1', '-0.5']) {
    const refused = await send({ externalId: `Z-${quantity}`, lines: [{ position: 2, quantity }] });
    expect({ quantity, status: refused.statusCode }).toEqual({ quantity, status: quantity === '0' ? 422 : 400 });
  }
});

it('the example of a JPK is taken once it is signed', async () => {
  const jpk = JSON.parse(example('JPK_KASA_PARAGON', 'json'));
  const jws = await signedBy(await trustedBy(site, site.alfa), jpk);
  expect(await pushed('/jpk', jws, 'application/jose')).toBe(201);
});

it('the example of a POSLog is taken with the example of its settings', async () => {
  const admin = await as(site, 'admin');
  const payload = JSON.parse(example('POSLog', 'json'));
  const saved = await admin.ask({ method: 'PUT', url: '/api/v1/office/receipt-formats', payload });
  expect([saved.statusCode, saved.json()]).toEqual([200, payload]);
  expect(await pushed('/poslog', example('POSLog', 'xml'), 'application/xml')).toBe(201);
});
