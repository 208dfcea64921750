import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { InvoiceOut } from '../../contract/invoices.ts';
import { networkOf } from '../requests/network.ts';
import { openStreams } from './openStreams.ts';
import { sharedReads } from './sharedReads.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Calls back on every change of this invoice, until the returned function is called. */
    onInvoice(key: string, changed: () => void): () => void;
    /** The open streams of this process, their limits, and the readings they share. */
    streams: { open: ReturnType<typeof openStreams>; follow: ReturnType<typeof sharedReads<Reading>> };
    /** Aborted when the server starts to close, because open streams would delay the close. */
    closing: AbortSignal;
  }
}

// Four tabs of one browser; a shop's Wi-Fi may serve everybody in the shop.
const limits = { ofSession: 4, ofNetwork: 100 };
const lookAgainMs = 2_000;
const longestMs = 120_000;
// Proxies close connections that are idle for long.
const heartbeatMs = 15_000;

/** One reading of an invoice as it is sent, and whether it is the last one. */
type Reading = { frame: string; isLast: boolean };

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
  app.decorate('streams', { open: openStreams(limits), follow: sharedReads<Reading>(lookAgainMs) });
  app.decorate('onInvoice', (key, changed) => {
    const set = watchers.get(key) ?? new Set();
    watchers.set(key, set.add(changed));
    return () => {
      set.delete(changed);
      if (!set.size) watchers.delete(key);
    };
  });
});

export type Watched = {
  /** The reader's id: two readers never share a reading. */
  reader: string;
  invoiceId: string;
  load: () => Promise<InvoiceOut>;
};

/**
 * Streams the invoice at once and at every change, and ends when its document is ready or has failed. Throws what the
 * first reading throws, and rate.limited for a network with too many streams.
 */
export async function streamInvoice(
  request: FastifyRequest,
  reply: FastifyReply,
  watched: Watched,
): Promise<FastifyReply> {
  const replaced = new AbortController();
  const caller = { session: request.caller.sessionId ?? '', network: networkOf(request.ip) };
  const leave = request.server.streams.open(caller, () => replaced.abort());
  const { server } = request;
  const gone = AbortSignal.any([AbortSignal.timeout(longestMs), closed(request), server.closing, replaced.signal]);
  try {
    await sendReadings(request, reply, watched, gone);
    // The stream was closed before the first reading.
    if (!reply.sent) beginStream(reply);
  } catch (error) {
    // The stream has begun, so no other answer is possible.
    if (!reply.sent) throw error;
    request.log.error({ err: error }, 'event stream');
  } finally {
    leave();
    if (reply.sent) reply.raw.end();
  }
  return reply;
}

/** Resolves after the last reading, or when the reader has left. */
function sendReadings(
  request: FastifyRequest,
  reply: FastifyReply,
  { reader, invoiceId, load }: Watched,
  gone: AbortSignal,
): Promise<void> {
  const { site, server } = request;
  const invoice = site.kind === 'chain' ? `${site.chain.id}/${invoiceId}` : '';
  const source = {
    key: `${invoice} ${reader}`,
    load: async () => readingOf(await load()),
    subscribe: (changed: () => void) => server.onInvoice(invoice, changed),
  };
  return new Promise<void>((resolve, reject) => {
    const send = sender(reply);
    const stop = server.streams.follow(source, {
      read(reading) {
        send(reading.frame);
        if (reading.isLast || gone.aborted) end();
      },
      failed: reject,
    });
    function end(): void {
      // The first reading may arrive before `follow` returns.
      queueMicrotask(() => stop());
      resolve();
    }
    if (gone.aborted) end();
    else gone.addEventListener('abort', end, { once: true });
  });
}

function readingOf(invoice: InvoiceOut): Reading {
  const frame = `event: invoice\ndata: ${JSON.stringify(invoice)}\n\n`;
  return { frame, isLast: invoice.document.state !== 'queued' };
}

/** Writes the head before the first event, and an event only when it differs or the connection was idle for long. */
function sender(reply: FastifyReply): (frame: string) => void {
  let last: { frame: string; at: number } | undefined;
  return (frame) => {
    if (!last) beginStream(reply);
    const now = performance.now();
    if (last?.frame === frame && now - last.at < heartbeatMs) return;
    reply.raw.write(frame);
    last = { frame, at: now };
  };
}

function beginStream(reply: FastifyReply): void {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // An open timer would delay the server's close.
    connection: 'close',
  });
}

function closed(request: FastifyRequest): AbortSignal {
  const controller = new AbortController();
  request.raw.once('close', () => controller.abort());
  return controller.signal;
}
