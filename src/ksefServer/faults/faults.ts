/** What the server is told to do wrong. */
export type Fault =
  /** The answer takes this long. */
  | { kind: 'slow'; ms: number }
  /** 503, as during maintenance. */
  | { kind: 'down' }
  /** The connection is cut before anything is done. */
  | { kind: 'refused' }
  /** 429, though the limit is not used up. */
  | { kind: 'limited'; retryAfterSeconds: number }
  /** The request is carried out; the answer is broken JSON or a page of HTML. */
  | { kind: 'garbled'; as: 'json' | 'html' }
  /** The request is carried out; the connection is cut instead of an answer. */
  | { kind: 'lost' }
  /** An invoice arrives twice, and the answer belongs to the second. */
  | { kind: 'duplicating' }
  /** Every invoice ends with this status. */
  | { kind: 'rejecting'; code: 405 | 410 | 415 | 430 | 435 | 450 | 500 | 550 }
  /** Invoices and sign-ins take longer. */
  | { kind: 'late'; ms: number }
  /** A notice in the header X-System-Warning, for example of maintenance. */
  | { kind: 'warning'; text: string };

/** Which requests a fault hits. */
export type Aim = {
  /** For example `post /sessions/online`. Absent: every operation. */
  operation?: string;
  /** How many requests it hits. Absent: until it is cleared. */
  times?: number;
};

export type Faults = {
  add: (fault: Fault, aim?: Aim) => void;
  clear: () => void;
  /** The fault of this kind that hits this operation. It counts as one hit. */
  take: <Kind extends Fault['kind']>(kind: Kind, operation: string) => Extract<Fault, { kind: Kind }> | undefined;
};

export function faultList(): Faults {
  let active: { fault: Fault; operation: string | undefined; left: number }[] = [];
  return {
    add: (fault, { operation, times = Number.POSITIVE_INFINITY } = {}) => {
      active.push({ fault, operation, left: times });
    },
    clear: () => {
      active = [];
    },
    take: (kind, operation) => {
      const hit = active.find(
        ({ fault, operation: aimed }) => fault.kind === kind && (aimed === undefined || aimed === operation),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) active = active.filter((other) => other !== hit);
      return hit.fault as Extract<Fault, { kind: typeof kind }>;
    },
  };
}
