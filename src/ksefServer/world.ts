import type { Faults } from './faults/faults.ts';
import type { Authentication, State } from './state/state.ts';

/** What every operation works with. */
export type World = {
  state: State;
  /** Milliseconds since 1970. Tests move it. */
  now: () => number;
  /** How long a sign-in and an invoice take. */
  processingMs: number;
  faults: Faults;
  /** Where this server is reached, for example http://127.0.0.1:4300. */
  origin: () => string;
};

export type Call = {
  parameters: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** JSON that the document allows, or the text of a body in XML. */
  body: unknown;
  /** The sign-in whose access token came with the request. Only for secured operations that need one. */
  caller: Authentication;
};

export type Reply = { status: number; body?: object | undefined; xml?: string; headers?: Record<string, string> };
export type Handler = (world: World, call: Call) => Reply | Promise<Reply>;
