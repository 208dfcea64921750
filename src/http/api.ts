import { readFile } from 'node:fs/promises';
import cookie from '@fastify/cookie';
import jwt from '@fastify/jwt';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController, type RouteOptions } from 'fastify';
import { chainResolver } from '../app/chains/resolve.ts';
import type { App } from '../app/context.ts';
import { pages } from './pages/pages.ts';
import { loadShell } from './pages/shell.ts';
import { hosts } from './plugins/hosts.ts';
import { openApi } from './plugins/openApi.ts';
import { origins } from './plugins/origins.ts';
import { plainText } from './plugins/plainText.ts';
import { problems } from './plugins/problems.ts';
import { rights } from './plugins/rights.ts';
import { securityHeaders } from './plugins/securityHeaders.ts';
import { type SlowLimits, serverLimits, slowBodies, slowLimits } from './plugins/slowSockets.ts';
import { suspension } from './plugins/suspension.ts';
import { validators } from './requests/validators.ts';
import { clientErrorHandler, frameworkErrors } from './requests/wire.ts';
import { accountantRoutes, oneClickStop } from './routes/accountant.ts';
import { correctionRequestRoutes } from './routes/corrections.ts';
import { invoiceRoutes } from './routes/invoices.ts';
import { officeDoorRoutes, officeRoutes } from './routes/office.ts';
import { operatorRoutes } from './routes/operator.ts';
import { orderRoutes } from './routes/orders.ts';
import { passkeyRoutes } from './routes/passkeys.ts';
import { posRoutes } from './routes/pos.ts';
import { profileRoutes } from './routes/profile.ts';
import { publicRoutes } from './routes/public.ts';
import { receiptSettingsRoutes } from './routes/receiptSettings.ts';
import { shopperRoutes, signInRoutes } from './routes/shopper.ts';
import { templateRoutes } from './routes/templates.ts';
import { themeRoutes } from './routes/theme.ts';
import { invoiceEvents } from './streams/invoiceEvents.ts';

export type ApiOptions = {
  baseDomain: string;
  scheme: 'http' | 'https';
  /** Addresses of trusted proxies, or false. */
  trustProxy: string[] | false;
  log: FastifyServerOptions['logger'];
  /** Folder of the built web app. */
  webFolder: string;
  /** Routes registered before the web app, such as the demo's paper receipts. */
  extras?: (app: FastifyInstance) => Promise<void>;
  /** Limits for slow callers. Unset: a slow connection is closed within 15 s. */
  slow?: SlowLimits;
  /** Called for every registered route. */
  onRoute?: (route: RouteOptions) => void;
};

/** The HTTP server: API, themes, fonts and the web app. */
export async function buildApi(efk: App, options: ApiOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    trustProxy: options.trustProxy,
    logger: options.log ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    ...serverLimits(options.slow ?? slowLimits),
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors,
    clientErrorHandler,
  });
  if (options.onRoute) app.addHook('onRoute', options.onRoute);
  app.setValidatorCompiler(validators());
  // The API takes JSON only; the batch route adds its own body parser.
  app.removeContentTypeParser('text/plain');
  app.decorate('efk', efk);
  app.decorateRequest('caller');
  app.addHook('onRequest', async (request) => {
    request.caller = {};
  });
  await app.register(problems);
  await app.register(slowBodies, options.slow ?? slowLimits);
  await app.register(securityHeaders, { https: options.scheme === 'https' });
  await app.register(hosts, {
    baseDomain: options.baseDomain,
    scheme: options.scheme,
    chains: chainResolver(efk),
  });
  await app.register(suspension);
  await app.register(cookie);
  await app.register(jwt, { secret: efk.secret, sign: { algorithm: 'HS256' }, verify: { algorithms: ['HS256'] } });
  await app.register(origins);
  await app.register(rights);
  await app.register(plainText);
  await app.register(invoiceEvents, { listen: efk.db.listen });
  await app.register(openApi);
  await app.register(apiRoutes, { prefix: '/api/v1' });
  await app.register(themeRoutes);
  await app.register(oneClickStop);
  if (options.extras) await options.extras(app);
  await app.register(webApp, { webFolder: options.webFolder, baseDomain: options.baseDomain });
  return app;
}

/** Each route declares the right that its callers need. */
async function apiRoutes(app: FastifyInstance): Promise<void> {
  await app.register(publicRoutes);
  await app.register(signInRoutes);
  await app.register(orderRoutes);
  await app.register(passkeyRoutes);
  await app.register(officeDoorRoutes);
  await app.register(posRoutes);
  await app.register(shopperRoutes);
  await app.register(profileRoutes);
  await app.register(accountantRoutes);
  await app.register(invoiceRoutes, {
    read: ['ownInvoices.read', 'invoices.read'],
    resend: ['ownInvoices.resend', 'invoices.resend'],
    tag: 'shopper',
  });
  await app.register(correctionRequestRoutes, {
    read: ['ownInvoices.read', 'invoices.read'],
    propose: ['ownCorrections.request', 'corrections.propose'],
    tag: 'shopper',
  });
  await app.register(officeRoutes, { prefix: '/office' });
  await app.register(templateRoutes, { prefix: '/office' });
  await app.register(receiptSettingsRoutes, { prefix: '/office' });
  await app.register(operatorRoutes, { prefix: '/operator' });
}

async function webApp(
  app: FastifyInstance,
  { webFolder, baseDomain }: Pick<ApiOptions, 'webFolder' | 'baseDomain'>,
): Promise<void> {
  // The library registers this route itself.
  app.rightByDefault = 'anyone';
  await app.register(staticFiles, {
    root: `${webFolder}/_app`,
    prefix: '/_app/',
    index: false,
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    decorateReply: false,
    cacheControl: true,
  });
  await app.register(pages, {
    shell: await loadShell(`${webFolder}/index.html`),
    serviceWorker: await readFile(`${webFolder}/service-worker.js`, 'utf8'),
    baseDomain,
  });
}
