import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { call: string; bearer: string | undefined; body: string };
export type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string };
/** Answers of one test, by method and path. `undefined` leaves the caller without an answer. */
export type Answers = Record<string, (asked: Asked) => Answer | undefined>;

/** An HTTP server that gives a test's own answers, for the refusals and faults that a right KSeF never shows. */
export async function openKsefAnswers(answers: Answers) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const call = { ...(await read(request)), call: `${request.method} ${request.url}` };
    asked.push(call);
    const answer = answers[call.call]?.(call);
    if (!answer) return;
    const { status = 200, headers = {}, json, text = JSON.stringify(json) } = answer;
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    api: { url: `http://127.0.0.1:${port}`, timeoutMs: 500 },
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function read(request: IncomingMessage): Promise<Pick<Asked, 'bearer' | 'body'>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const bearer = request.headers.authorization?.replace('Bearer ', '');
  return { bearer, body: Buffer.concat(parts).toString() };
}
