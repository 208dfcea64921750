import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { waitMs } from '../until.ts';

export type WireAnswer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; body: string };
export type WireAsk = { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer };
export type Wire = {
  ask(ask: WireAsk): Promise<WireAnswer>;
  /** Resolves at the answer's head, for event streams. */
  open(ask: WireAsk): Promise<IncomingMessage>;
  close(): void;
};

/** Sends real requests to a port on loopback, up to `sockets` at a time. The Host header is free. */
export function openWire(port: number, sockets = 100): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const open = ({ method = 'GET', path, headers = {}, body }: WireAsk): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const asked = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
      asked.once('error', reject);
      asked.once('response', resolve);
      asked.end(body);
    });
  return { open, ask: async (ask) => readWhole(await open(ask)), close: () => agent.destroy() };
}

async function readWhole(response: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { status: response.statusCode ?? 0, headers: response.headers, bytes, body: bytes.toString() };
}

/** Yields the parsed data of each server-sent event when it arrives. */
export async function* eventsOf<T>(response: IncomingMessage): AsyncGenerator<T> {
  let rest = '';
  for await (const part of response.setEncoding('utf8')) {
    const frames = (rest + part).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) yield JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '') as T;
  }
}

/** Sends these bytes, and gives all bytes that arrive until the server closes the connection or the time is over. */
export function sendRaw(port: number, bytes: string | Buffer, withinMs = waitMs): Promise<string> {
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
