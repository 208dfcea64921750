import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

export type WireAnswer = { status: number; headers: IncomingHttpHeaders; body: string };
export type WireAsk = { method?: string; path: string; headers?: Record<string, string>; body?: string };

/** Real requests to a port on loopback, many at a time; the host is whatever the headers say. */
export function openWire(port: number, sockets = 100) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  return {
    ask: ({ method = 'GET', path, headers = {}, body }: WireAsk): Promise<WireAnswer> =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const asked = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
        asked.once('error', reject);
        asked.once('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        });
        asked.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Sends these very bytes and gives everything that comes back before the other side closes, or within the time. */
export function sendRaw(port: number, bytes: string | Buffer, withinMs = 3_000): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString());
    };
    const timer = setTimeout(end, withinMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      end();
    });
  });
}
