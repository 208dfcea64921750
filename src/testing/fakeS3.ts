import { createServer, type IncomingMessage } from 'node:http';

export type FakeS3 = {
  url: string;
  /** Stored objects by path-style key, such as `/bucket/key`. */
  objects: Map<string, Buffer>;
  /** Answers every request with this status until clear(). */
  failWith(status: number): void;
  clear(): void;
  close(): Promise<void>;
};

/** An S3 server on loopback with objects in memory. It supports PUT, GET and DELETE of an object, which documents need. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  let failure: number | undefined;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://s3').pathname;
    const body = await bodyOf(request);
    if (failure !== undefined) {
      response.writeHead(failure, { 'content-type': 'application/xml' });
      return response.end('<Error><Code>AccessDenied</Code></Error>');
    }
    if (request.method === 'PUT') {
      objects.set(path, body);
      return response.writeHead(200, { etag: '"1"' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(path);
      return response.writeHead(204).end();
    }
    const found = objects.get(path);
    if (request.method === 'GET' && found) return response.writeHead(200).end(found);
    response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake S3 did not get a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    objects,
    failWith: (status) => {
      failure = status;
    },
    clear: () => {
      failure = undefined;
      objects.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
