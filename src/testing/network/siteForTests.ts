import { afterAll } from 'vitest';
import { within } from '../../domain/within.ts';
import type { ApiOptions } from '../../http/api.ts';
import { startMs } from '../until.ts';
import { openSite, type Site } from './site.ts';
import { openWire, type Wire } from './wire.ts';

type Options = Pick<ApiOptions, 'slow'> & {
  /** Most simultaneous connections of `wire`. */
  sockets?: number;
};

/** A site that listens on `port`, and a client for it, for all tests of a file; both are closed after the last test. */
export async function siteForTests(options: Options = {}): Promise<{ site: Site; port: number; wire: Wire }> {
  const { sockets, ...siteOptions } = options;
  const site = await within(startMs, openSite(siteOptions), () => new Error('the site did not open in time'));
  const port = await site.listen();
  const wire = openWire(port, sockets);
  afterAll(async () => {
    wire.close();
    await site.close();
  });
  return { site, port, wire };
}
