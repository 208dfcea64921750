import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { App, Report } from './app/context.ts';
import { reportLine } from './app/reportLine.ts';
import { type Config, readConfig } from './config.ts';
import { buildApi } from './http/api.ts';
import { logSerializers } from './http/logSerializers.ts';
import { type Addresses, openApp } from './platform.ts';

const webFolder = fileURLToPath(new URL('../web/build', import.meta.url));

/** Starts the HTTP process. close() stops the process's server and connections. */
export async function startServer(
  config: Config,
  addresses: Addresses,
  extras?: (app: FastifyInstance) => Promise<void>,
): Promise<{ app: App; close(): Promise<void> }> {
  // Until the log is open.
  let report: Report = (error, what) => console.error(`server: ${reportLine(error, what)}`);
  const opened = await openApp(config, addresses, (error, what) => report(error, what));
  const http = await buildApi(opened.app, {
    baseDomain: config.baseDomain,
    scheme: config.scheme,
    trustProxy: config.trustProxy,
    log: { level: config.logLevel, serializers: logSerializers },
    webFolder,
    ...(extras ? { extras } : {}),
  });
  report = (error, what) => http.log.error({ err: error }, what);
  // For Node an empty host means every address: IPv4 and IPv6, or only IPv4 where the kernel has no IPv6.
  await http.listen({ port: config.port, host: config.listenHost ?? (config.trustProxy ? '0.0.0.0' : '') });
  return {
    app: opened.app,
    async close() {
      await http.close();
      await opened.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = readConfig();
  const { databaseUrl, smtpUrl } = config;
  if (!databaseUrl || !smtpUrl)
    throw new Error('DATABASE_URL and SMTP_URL are needed to run the server by itself; npm start brings its own.');
  const server = await startServer(config, { databaseUrl, smtpUrl });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}
