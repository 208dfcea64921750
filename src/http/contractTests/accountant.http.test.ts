import { expect, it } from 'vitest';
import type { AccountantAsked } from '../../contract/profile.ts';
import { siteForTests } from '../../testing/network/siteForTests.ts';
import { aVisitor, jsonOf, signIn, type Visitor } from '../../testing/network/visitor.ts';

const { site, wire } = await siteForTests();

let people = 0;

/** The page that the mail to a new accountant leads to, as a path. */
async function asked(): Promise<string> {
  const shopper = aVisitor(wire, site.alfa);
  const address = `books-${++people}@accountant.example`;
  await signIn(shopper, site.mailbox, `person-${people}@shopper.example`);
  const answer = await shopper.put('/accountant', { address, mode: 'each' });
  expect(answer.status).toBe(200);
  return /\/accountant\/\S+/.exec(site.mailbox.to(address).at(-1)?.text ?? '')?.[0] ?? '';
}

const stateOf = async (visitor: Visitor, path: string) =>
  jsonOf<AccountantAsked>(await visitor.post('/accountant/read', { token: path.split('/').at(-1) })).state;

it('a program that opens the link in the mail changes nothing; the press on the page does', async () => {
  const path = await asked();
  const reader = aVisitor(wire, site.alfa);
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await wire.ask({ method, path, headers: { host: site.alfa.host } });
  expect(await stateOf(reader, path)).toBe('asked');
  expect((await reader.post('/accountant/confirm', { token: path.split('/').at(-1) })).status).toBe(200);
  expect(await stateOf(reader, path)).toBe('confirmed');
});

it.each([
  ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
  ],
])('the POST of a mail program stops the mails, without a cookie and an origin: %s', async (type, body) => {
  const path = await asked();
  const headers = { host: site.alfa.host, 'content-type': type };
  expect((await wire.ask({ method: 'POST', path, headers, body })).status).toBe(204);
  expect(await stateOf(aVisitor(wire, site.alfa), path)).toBe('stopped');
});
