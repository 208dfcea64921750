import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnTestApp, openTestApp } from '../../testing/builders/app.ts';
import { aNewChain } from '../../testing/network/routeMatrix.ts';
import type { App } from '../context.ts';
import { createChain } from './create.ts';

let test: OwnTestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const operator = { id: crypto.randomUUID(), email: 'op@platform.example' };
const create = (app: App) =>
  createChain({ ctx: { app, language: 'pl', network: '198.51.100.7', operator }, input: aNewChain() });

it('a chain whose invitation cannot be mailed is created all the same, and the failure is reported without its text', async () => {
  const sendMail = () => Promise.reject(new RangeError('no mailbox admin@nowa.example'));
  const { posKey, admin } = await create({ ...test.app, sendMail });
  expect(posKey).toMatch(/^efk_/);
  expect(admin.invitationUrl).toContain('/office/welcome#inv_');
  expect(test.reports).toEqual(['mail of an invitation: RangeError']);
});

it('a chain whose invitation is mailed reports nothing', async () => {
  const before = test.reports.length;
  const { admin } = await create(test.app);
  expect(test.mails.at(-1)?.to).toBe(admin.email);
  expect(test.reports).toHaveLength(before);
});
