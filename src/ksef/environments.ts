import type { KsefApi } from './client/call.ts';

/** Named environments, and the addresses of their API. Source: CIRFMF/ksef-docs srodowiska.md. */
const addresses = {
  test: 'https://api-test.ksef.mf.gov.pl/v2',
  demo: 'https://api-demo.ksef.mf.gov.pl/v2',
  production: 'https://api.ksef.mf.gov.pl/v2',
} as const;

export type NamedEnvironment = keyof typeof addresses;

/** KSeF as an installation reaches it. `own` is an address of the installation's own, such as a local KSeF server. */
export type KsefConnection = { environment: NamedEnvironment | 'own'; api: KsefApi };

const timeoutMs = 20_000;

/** Of `KSEF_ENVIRONMENT`: a name or an address. Undefined for `off`. */
export function ksefConnection(environment: string): KsefConnection | undefined {
  if (environment === 'off') return undefined;
  if (isNamed(environment)) return { environment, api: { url: addresses[environment], timeoutMs } };
  return { environment: 'own', api: { url: environment.replace(/\/+$/, ''), timeoutMs } };
}

function isNamed(environment: string): environment is NamedEnvironment {
  return Object.hasOwn(addresses, environment);
}
