import { type KsefAccess, openKsefAccess } from './access.ts';
import type { KsefApi } from './client/call.ts';

/** Named environments, and the addresses of their API. Source: CIRFMF/ksef-docs srodowiska.md. */
const addresses = {
  test: 'https://api-test.ksef.mf.gov.pl/v2',
  demo: 'https://api-demo.ksef.mf.gov.pl/v2',
  production: 'https://api.ksef.mf.gov.pl/v2',
} as const;

export type NamedEnvironment = keyof typeof addresses;

/** KSeF as an installation reaches it. `own` is an address of the installation's own, such as a local KSeF server. */
export type KsefConnection = { environment: NamedEnvironment | 'own'; api: KsefApi; access: KsefAccess };

const timeoutMs = 20_000;

/** Of `KSEF_ENVIRONMENT`: a name or an address. Undefined for `off`. */
export function ksefConnection(environment: string): KsefConnection | undefined {
  if (environment === 'off') return undefined;
  if (isNamed(environment)) return connectionTo(environment, addresses[environment]);
  return connectionTo('own', environment.replace(/\/+$/, ''));
}

function connectionTo(environment: KsefConnection['environment'], url: string): KsefConnection {
  const api = { url, timeoutMs };
  return { environment, api, access: openKsefAccess(api) };
}

function isNamed(environment: string): environment is NamedEnvironment {
  return Object.hasOwn(addresses, environment);
}
