import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  aDocumentsUrl,
  aFile,
  aHostName,
  aKey,
  aKsefEnvironment,
  aMailAddress,
  aNumber,
  anAddress,
  anAddressList,
  aUrl,
  type Check,
  oneOf,
  secretsKeys,
} from './configChecks.ts';
import { keptSecret, minimumSecretLength } from './configSecret.ts';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The whole configuration of the server and the worker. README lists the variables. */
export type Config = {
  /** Absolute path of the folder for everything that a run stores on disk. */
  dataDir: string;
  /** URL of the database's owner. Unset: `npm start` starts its own PostgreSQL. */
  databaseUrl?: string;
  /** Database connections per process. The default is small, because issuing is slower with many connections. */
  poolSize: number;
  /** Documents that a worker prints at a time, each in its own browser. */
  workerConcurrency: number;
  /** Unset: the queue is in PostgreSQL. */
  redisUrl?: string;
  baseDomain: string;
  /** Address on which the HTTP process listens. Unset: every address of the machine. */
  listenHost?: string;
  port: number;
  /** Port in browser addresses: the port of the proxy in front, or `port` without a proxy. */
  publicPort: number;
  scheme: 'http' | 'https';
  /** At least 32 characters. */
  sessionSecret: string;
  /** `file:///…` or `s3://bucket/prefix?…`. */
  documentsUrl: string;
  /** Unset: the local mail catcher of `npm start`. */
  smtpUrl?: string;
  /** Sender address of all mails. */
  mailFrom: string;
  chromiumPath?: string;
  /** Addresses or networks of the proxies whose X-Forwarded-For is trusted. */
  trustProxy: string[] | false;
  /**
   * off, test, demo, production, or the address of another KSeF's API. Unset: off, but `npm start` with the demo starts a
   * KSeF server of its own.
   */
  ksefEnvironment?: string;
  /** Keys of 64 hexadecimal digits that seal the chains' secrets: the first one seals, all of them open. */
  secretsKeys: string[];
  /** Whether a company's name and address are looked up in public registers. */
  companyRegisters: 'on' | 'off';
  /** Key of GUS for REGON. Unset: look-ups use the list of VAT payers and VIES. */
  gusKey?: string;
  logLevel: LogLevel;
};

/** Names all missing and invalid variables. Never contains the value of a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration can't be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads and checks all variables; no other function reads `process.env`. Creates and stores a session secret and a key for
 * secrets in DATA_DIR where they are not set and DATABASE_URL is not set either. `fallback` gives values for unset variables. Throws ConfigError.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env, fallback: Record<string, string> = {}): Config {
  const problems: string[] = [];

  function read<T>(name: string, check: Check<T>): T | undefined {
    const text = env[name]?.trim() || fallback[name];
    if (!text) return undefined;
    const result = check(text);
    if ('problem' in result) {
      problems.push(`${name} ${result.problem}`);
      return undefined;
    }
    return result.value;
  }

  const dataDir = dataDirOf(env);
  const baseDomain = read('BASE_DOMAIN', aHostName) ?? 'localhost';
  const isLocal = baseDomain === 'localhost' || baseDomain.endsWith('.localhost');
  const scheme = read('PUBLIC_ORIGIN_SCHEME', oneOf('http', 'https')) ?? (isLocal ? 'http' : 'https');
  const listenHost = read('LISTEN_HOST', anAddress);
  const port = read('PORT', aNumber(1, 65_535)) ?? 3000;
  const databaseUrl = read('DATABASE_URL', aUrl('postgres', 'postgresql'));
  const redisUrl = read('REDIS_URL', aUrl('redis', 'rediss'));
  const smtpUrl = read('SMTP_URL', aUrl('smtp', 'smtps'));
  const chromiumPath = read('CHROMIUM_PATH', aFile);
  const gusKey = read('GUS_KEY', aKey);
  const ksefEnvironment = read('KSEF_ENVIRONMENT', aKsefEnvironment);
  const givenKeys = read('SECRETS_KEY', secretsKeys);
  const checked = {
    dataDir,
    baseDomain,
    scheme,
    port,
    // This process serves plain HTTP, so with https a proxy answers at its own port.
    publicPort: read('PUBLIC_PORT', aNumber(1, 65_535)) ?? (scheme === 'https' ? 443 : port),
    poolSize: read('POOL_SIZE', aNumber(1, 100)) ?? 10,
    // Two at least: a hostile print never has the only slot.
    workerConcurrency: read('WORKER_CONCURRENCY', aNumber(2, 64)) ?? Math.min(64, Math.max(2, availableParallelism())),
    documentsUrl: read('DOCUMENTS_URL', aDocumentsUrl) ?? pathToFileURL(join(dataDir, 'documents')).href,
    mailFrom: read('MAIL_FROM', aMailAddress) ?? `faktury@${isLocal ? 'efakturomat.localhost' : baseDomain}`,
    trustProxy: read('TRUST_PROXY', anAddressList) ?? (false as const),
    companyRegisters: read('COMPANY_REGISTERS', oneOf('on', 'off')) ?? 'on',
    logLevel: read('LOG_LEVEL', oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent')) ?? 'info',
    ...(listenHost !== undefined && { listenHost }),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(redisUrl !== undefined && { redisUrl }),
    ...(smtpUrl !== undefined && { smtpUrl }),
    ...(chromiumPath !== undefined && { chromiumPath }),
    ...(ksefEnvironment !== undefined && { ksefEnvironment }),
    ...(gusKey !== undefined && { gusKey }),
  } satisfies Omit<Config, 'sessionSecret' | 'secretsKeys'>;

  const givenSecret = env.SESSION_SECRET;
  const secretProblem = problemOfSecret(givenSecret, Boolean(env.DATABASE_URL?.trim()));
  if (secretProblem) problems.push(secretProblem);
  // As with the session secret, several machines must share the key.
  const usesKsef = ksefEnvironment !== undefined && ksefEnvironment !== 'off';
  const sharesKey = env.DATABASE_URL?.trim() && usesKsef && !env.SECRETS_KEY?.trim();
  if (sharesKey) problems.push('SECRETS_KEY is missing: it is needed with DATABASE_URL and KSEF_ENVIRONMENT.');
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    ...checked,
    sessionSecret: givenSecret || keptSecret(dataDir, 'session-secret'),
    secretsKeys: givenKeys ?? (databaseUrl === undefined ? [keptSecret(dataDir, 'secrets-key')] : []),
  };
}

/** The absolute path of DATA_DIR. */
export function dataDirOf(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.DATA_DIR?.trim() || 'var');
}

function problemOfSecret(secret: string | undefined, hasDatabase: boolean): string | undefined {
  if (secret) {
    if (secret.length >= minimumSecretLength) return undefined;
    return `SESSION_SECRET is too short: ${minimumSecretLength} characters or more, such as the output of "openssl rand -hex 32".`;
  }
  // With DATABASE_URL there may be several machines, which must share one secret, so none is generated.
  return hasDatabase ? 'SESSION_SECRET is missing: it is needed as soon as DATABASE_URL is set.' : undefined;
}

/** The environment that gives a child process the same configuration; the inverse of readConfig. */
export function environmentOf(config: Config): Record<string, string> {
  return {
    DATA_DIR: config.dataDir,
    BASE_DOMAIN: config.baseDomain,
    PUBLIC_ORIGIN_SCHEME: config.scheme,
    PORT: String(config.port),
    PUBLIC_PORT: String(config.publicPort),
    POOL_SIZE: String(config.poolSize),
    WORKER_CONCURRENCY: String(config.workerConcurrency),
    SESSION_SECRET: config.sessionSecret,
    DOCUMENTS_URL: config.documentsUrl,
    MAIL_FROM: config.mailFrom,
    SECRETS_KEY: config.secretsKeys.join(','),
    COMPANY_REGISTERS: config.companyRegisters,
    LOG_LEVEL: config.logLevel,
    ...(config.trustProxy !== false && { TRUST_PROXY: config.trustProxy.join(',') }),
    ...(config.listenHost !== undefined && { LISTEN_HOST: config.listenHost }),
    ...(config.databaseUrl !== undefined && { DATABASE_URL: config.databaseUrl }),
    ...(config.redisUrl !== undefined && { REDIS_URL: config.redisUrl }),
    ...(config.smtpUrl !== undefined && { SMTP_URL: config.smtpUrl }),
    ...(config.chromiumPath !== undefined && { CHROMIUM_PATH: config.chromiumPath }),
    ...(config.ksefEnvironment !== undefined && { KSEF_ENVIRONMENT: config.ksefEnvironment }),
    ...(config.gusKey !== undefined && { GUS_KEY: config.gusKey }),
  };
}

/**
 * The origin in browser addresses, without a trailing slash: `originOf(config, 'zielony')` is
 * `http://zielony.localhost:3000`. Without a label, the platform's own origin. The scheme's default port is omitted.
 */
export function originOf(config: Pick<Config, 'scheme' | 'baseDomain' | 'publicPort'>, label?: string): string {
  const host = label === undefined ? config.baseDomain : `${label}.${config.baseDomain}`;
  const defaultPort = config.scheme === 'https' ? 443 : 80;
  return `${config.scheme}://${host}${config.publicPort === defaultPort ? '' : `:${config.publicPort}`}`;
}
