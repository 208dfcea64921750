import type { Readable, Writable } from 'node:stream';

/** One DevTools message from the browser: an answer or an event. */
type Incoming = {
  id?: number;
  result?: unknown;
  error?: { message: string };
  method?: string;
  params?: unknown;
  sessionId?: string;
};

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

/** The browser has ended or its pipe is closed; commands that were sent get no answer. */
export class BrowserGone extends Error {
  constructor(why: string) {
    super(`Chromium is gone: ${why}`);
    this.name = 'BrowserGone';
  }
}

type Listener = (method: string, params: unknown, sessionId: string | undefined) => void;

export type Cdp = {
  /**
   * Sends one command. Rejects with the browser's error message, or with BrowserGone when the pipe ends before the
   * answer.
   */
  send<T>(method: string, params?: object, sessionId?: string): Promise<T>;
  /** Calls the listener for every event until the returned function is called. */
  on(listener: Listener): () => void;
  close(why: string): void;
};

/**
 * DevTools over the two pipes of `--remote-debugging-pipe`. Each message is JSON followed by a NUL byte.
 * Ruled out: a port, which does not reach into the browser's network namespace and accepts other connections.
 */
export function openCdp(toBrowser: Writable, fromBrowser: Readable): Cdp {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<Listener>();
  let nextId = 1;
  let gone: BrowserGone | undefined;

  function receive(text: string): void {
    const message: Incoming = JSON.parse(text);
    if (message.id === undefined) {
      for (const listener of listeners) listener(message.method ?? '', message.params, message.sessionId);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(message.error.message));
    else asked?.resolve(message.result);
  }

  function close(why: string): void {
    gone ??= new BrowserGone(why);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  splitAtNul(fromBrowser, receive);
  fromBrowser.on('close', () => close('its pipe closed'));
  fromBrowser.on('error', (error) => close(error.message));
  toBrowser.on('error', (error) => close(error.message));

  return {
    send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
      if (gone) return Promise.reject(gone);
      const id = nextId++;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (result) => resolve(result as T), reject });
        toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      });
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}

/** Joins the chunks once per message, because a PDF arrives in hundreds of chunks. */
function splitAtNul(stream: Readable, receive: (text: string) => void): void {
  let parts: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      parts.push(rest.subarray(0, end));
      const text = Buffer.concat(parts).toString('utf8');
      parts = [];
      rest = rest.subarray(end + 1);
      receive(text);
    }
    if (rest.length > 0) parts.push(rest);
  });
}
