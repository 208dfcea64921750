import { readFileSync } from 'node:fs';

/** Requests a second, a minute and an hour that KSeF allows. */
export type Limits = { perSecond?: number; perMinute?: number; perHour?: number };

export type Operation = {
  /** For example `post /sessions/online`. */
  key: string;
  method: 'get' | 'post' | 'delete';
  path: string;
  secured: boolean;
  /** One of these rights is needed. Empty: any caller. */
  rights: readonly string[];
  limits: Limits;
  /** Operations of one group share a counter. */
  limitGroup: string;
  hasJsonBody: boolean;
  parameters: readonly { name: string; in: string; required?: boolean; schema: object }[];
};

type Described = {
  security?: object[];
  'x-required-permissions'?: string[];
  'x-rate-limits'?: Limits;
  requestBody?: { content: Record<string, object> };
  parameters?: Operation['parameters'];
  responses: Record<string, { description: string }>;
};

type OpenApi = { paths: Record<string, Record<string, Described>>; components: object };

/** The official description of KSeF API 2.0. Source: README.md of this folder. */
export const openApi: OpenApi = JSON.parse(readFileSync(new URL('./open-api.json', import.meta.url), 'utf8'));

export const operations: readonly Operation[] = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => operation(path, method, described)),
);

function operation(path: string, method: string, described: Described): Operation {
  const key = `${method} ${path}`;
  const group = groupOf(described.responses['429']?.description ?? '');
  return {
    key,
    method: method as Operation['method'],
    path,
    secured: described.security !== undefined,
    rights: described['x-required-permissions'] ?? [],
    limits: described['x-rate-limits'] ?? {},
    limitGroup: group === '-' || group === 'other' ? key : group,
    hasJsonBody: described.requestBody?.content['application/json'] !== undefined,
    parameters: described.parameters ?? [],
  };
}

/** The last cell of the table of limits. `other` and `-` mean a counter of the operation's own: limity-api.md. */
function groupOf(table: string): string {
  return table.trim().split('|').at(-1)?.trim() || '-';
}
