import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { freePort } from '../freePort.ts';
import type { KsefTokenFor } from './seedDemo.ts';

/** The local KSeF server of `npm start`. It accepts documents of the demo only, and nothing leaves the machine. */
export type DemoKsef = {
  /** For KSEF_ENVIRONMENT. */
  url: string;
  tokenFor: KsefTokenFor;
  close(): Promise<void>;
};

/** Port 4300 beside the default 3000. The same PORT gives the same address, which the QR codes of printed documents hold. */
const portsAbove = 1_300;

/** Numbers and confirmations of earlier runs are kept in `DATA_DIR/ksef.json`. */
export async function startDemoKsef({ dataDir, port }: Pick<Config, 'dataDir' | 'port'>): Promise<DemoKsef> {
  const { startKsefServer } = await import('../../ksefServer/server.ts');
  const wanted = port + portsAbove;
  const server = await startKsefServer({
    port: await freePort(wanted > 65_535 ? undefined : wanted),
    stateFile: join(dataDir, 'ksef.json'),
    // The limits of the ministry's own test environment: trying things out does not stop after 60 invoices.
    limits: 'test',
  });
  return { url: server.url, tokenFor: (nip) => server.control.registerContext(nip).token, close: server.close };
}
