import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { InvoiceOut } from '../contract/invoices.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Calls back whenever something about this invoice changes, until the returned function is called. */
    onInvoice(key: string, changed: () => void): () => void;
    /** Aborted when the server begins to close, which open streams would put off. */
    closing: AbortSignal;
  }
}

type Listen = (channel: string, onMessage: (payload: string) => void) => Promise<() => Promise<void>>;

/** One LISTEN for the whole process, shared by all open streams. */
export const invoiceEvents = fp(async (app: FastifyInstance, { listen }: { listen: Listen }) => {
  const watchers = new Map<string, Set<() => void>>();
  const unlisten = await listen('efk_invoice', (key) => {
    for (const changed of watchers.get(key) ?? []) changed();
  });
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  app.addHook('onClose', unlisten);
  app.decorate('closing', closing.signal);
  app.decorate('onInvoice', (key, changed) => {
    const set = watchers.get(key) ?? new Set();
    watchers.set(key, set.add(changed));
    return () => {
      set.delete(changed);
      if (!set.size) watchers.delete(key);
    };
  });
});

// A notification can be lost with its connection, so the row is looked at now and then all the same.
const lookAgainMs = 2_000;
const longestMs = 120_000;

/** Streams the invoice at once and at every change, and ends when its document is ready or has failed. */
export async function streamInvoice(
  request: FastifyRequest,
  reply: FastifyReply,
  first: InvoiceOut,
  load: () => Promise<InvoiceOut>,
): Promise<FastifyReply> {
  const { site } = request;
  const key = site.kind === 'chain' ? `${site.chain.id}/${first.id}` : '';
  const gone = AbortSignal.any([AbortSignal.timeout(longestMs), closed(request), request.server.closing]);
  reply.hijack();
  const stream = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) stream.setHeader(name, value);
  stream.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // Kept alive, it would keep a server that closes.
    connection: 'close',
  });
  let wake = () => {};
  const forget = request.server.onInvoice(key, () => wake());
  try {
    // Between the first reading and the subscription it may have changed.
    let invoice = await load();
    while (true) {
      stream.write(`event: invoice\ndata: ${JSON.stringify(invoice)}\n\n`);
      if (invoice.document.state !== 'queued' || gone.aborted) return reply;
      await new Promise<void>((resolve) => {
        wake = resolve;
        gone.addEventListener('abort', wake, { once: true });
        setTimeout(resolve, lookAgainMs).unref();
      });
      invoice = await load();
    }
  } catch (error) {
    request.log.error({ err: error }, 'event stream');
    return reply;
  } finally {
    forget();
    stream.end();
  }
}

function closed(request: FastifyRequest): AbortSignal {
  const controller = new AbortController();
  request.raw.once('close', () => controller.abort());
  return controller.signal;
}
