import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort, portProblem } from './freePort.ts';

it.each(['127.0.0.1', '0.0.0.0'])('a port with a listener at %s is taken until the listener closes', async (host) => {
  const server = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  expect(await portProblem(port)).toBe('taken');
  expect(await freePort(port)).not.toBe(port);
  await new Promise((resolve) => server.close(resolve));
  expect(await portProblem(port)).toBeUndefined();
  expect(await freePort(port)).toBe(port);
});
