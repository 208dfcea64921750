import { createServer } from 'node:net';

/** A port of 127.0.0.1 without a listener: the preferred port if free, else a random one. */
export async function freePort(preferred?: number): Promise<number> {
  const tried = preferred === undefined ? undefined : await bind(preferred, '127.0.0.1');
  const { port } = tried?.port === undefined ? await bind(0, '127.0.0.1') : tried;
  if (port === undefined) throw new Error('There is no free port on 127.0.0.1.');
  return port;
}

/** Why a server cannot listen on `port` now: another process listens there, or the port is reserved for root. */
export async function portProblem(port: number): Promise<'taken' | 'reserved' | undefined> {
  // Each address is tested separately: a listener on one address does not always conflict with a wildcard listener.
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    const { error } = await bind(port, host);
    if (error === 'EADDRINUSE') return 'taken';
    if (error === 'EACCES') return 'reserved';
  }
  return undefined;
}

async function bind(port: number, host: string): Promise<{ port?: number; error?: string }> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? 'unknown' }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? { port: address.port } : {}));
    });
  });
}
