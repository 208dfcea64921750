import { onTestFinished } from 'vitest';
import { sample } from '../../ksef/testing/samples.ts';
import { type KsefServer, type Options, startKsefServer } from '../server.ts';
import { newKeys } from '../state/newState.ts';
import type { Keys } from '../state/state.ts';
import { type Cipher, newCipher, openOnline, redeemed, startByToken, type TestClient, testClient } from './client.ts';

export type TestServer = KsefServer & { client: TestClient; pass: (ms: number) => void };

/** The seller of the sample invoices, and the day on which they are issued. */
export const seller = '9999999999';
const noon = Date.parse('2026-11-24T11:00:00Z');
let shared: Promise<Keys> | undefined;

/** A server of a test's own, whose clock stands at noon of the sample invoices' day until the test moves it. */
export async function aServer(over: Options = {}): Promise<TestServer> {
  let time = noon;
  shared ??= newKeys(noon);
  const keys = await shared;
  const server = await startKsefServer({ now: () => time, processingMs: 0, limits: 'off', keys, ...over });
  onTestFinished(server.close);
  const pass = (ms: number) => {
    time += ms;
  };
  return { ...server, client: testClient(server.url), pass };
}

/** The access token of a new sign-in with a KSeF token. */
export async function signIn({ client, control }: TestServer, nip = seller): Promise<string> {
  const { token } = control.registerContext(nip);
  return redeemed(client, await startByToken(client, { nip, token }));
}

/** A signed-in context with an open online session. */
export async function anOnlineSession(server: TestServer, nip = seller) {
  const access = await signIn(server, nip);
  const cipher: Cipher = newCipher();
  const { body } = await openOnline(server.client, access, cipher);
  return { access, cipher, session: String(body.referenceNumber) };
}

/** A sample invoice with another number. */
export function anInvoiceFile(number: string, change: (xml: string) => string = (xml) => xml): Buffer {
  const xml = sample('own', 'fa3-fp-b2b-gross-kaucja.xml').toString('utf8');
  return Buffer.from(change(xml.replace(/<P_2>[^<]*</, `<P_2>${number}<`)), 'utf8');
}
