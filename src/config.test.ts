import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, environmentOf, originOf, readConfig } from './config.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'efk-config-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const secret = 'x'.repeat(32);

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig({ DATA_DIR: dataDir, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('a refused configuration', () => {
  it('names every invalid and missing variable in one error', () => {
    const problems = problemsOf({
      PORT: '99999',
      PUBLIC_PORT: '3000.5',
      BASE_DOMAIN: 'Example.com:3000',
      DATABASE_URL: 'mysql://db/efk',
      REDIS_URL: 'localhost',
      SMTP_URL: 'https://mail',
      DOCUMENTS_URL: 's3:///nowhere',
      CHROMIUM_PATH: '/no/such/chromium',
      TRUST_PROXY: 'true',
      PUBLIC_ORIGIN_SCHEME: 'ftp',
      LOG_LEVEL: 'loud',
      KSEF_ENVIRONMENT: 'prod',
      POOL_SIZE: '0',
      LISTEN_HOST: 'x86_64-linux',
      MAIL_FROM: 'a@b.example, c@d.example',
    });
    const named = problems.map((problem) => problem.split(' ')[0]).sort();
    expect(named).toEqual([
      'BASE_DOMAIN',
      'CHROMIUM_PATH',
      'DATABASE_URL',
      'DOCUMENTS_URL',
      'KSEF_ENVIRONMENT',
      'LISTEN_HOST',
      'LOG_LEVEL',
      'MAIL_FROM',
      'POOL_SIZE',
      'PORT',
      'PUBLIC_ORIGIN_SCHEME',
      'PUBLIC_PORT',
      'REDIS_URL',
      'SESSION_SECRET',
      'SMTP_URL',
      'TRUST_PROXY',
    ]);
  });

  it('a short secret is refused, a secret of 32 characters is accepted', () => {
    expect(problemsOf({ SESSION_SECRET: 'x'.repeat(31) })).toHaveLength(1);
    expect(readConfig({ DATA_DIR: dataDir, SESSION_SECRET: secret }).sessionSecret).toBe(secret);
  });

  it('DATABASE_URL requires SESSION_SECRET', () => {
    expect(problemsOf({ DATABASE_URL: 'postgres://db/efk' })).toEqual([expect.stringContaining('SESSION_SECRET')]);
    expect(problemsOf({ DATABASE_URL: 'postgres://db/efk', SESSION_SECRET: secret })).toEqual([]);
  });

  it('the error does not contain passwords from URLs', () => {
    expect(problemsOf({ SMTP_URL: 'ftp://me:hunter2@mail', REDIS_URL: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it.each(['1', 'true', 'proxy.local', '10.0.0.0/33', '10.0.0.0/0', '::/129', '10.0.0.1/8/8', ','])(
    'TRUST_PROXY=%s is refused, because it would trust any sender',
    (text) => {
      expect(problemsOf({ TRUST_PROXY: text })).toHaveLength(1);
    },
  );

  it.each(['127.0.0.1', 'a..b', '-a.pl', 'a.pl.', 'localhost:3000', 'x'.repeat(64)])('%s is no base domain', (text) => {
    expect(problemsOf({ BASE_DOMAIN: text })).toHaveLength(1);
  });
});

describe('the configuration without any variable', () => {
  it('has a working default for every setting', () => {
    const config = readConfig({ DATA_DIR: dataDir });
    expect(config).toEqual({
      dataDir,
      baseDomain: 'localhost',
      scheme: 'http',
      port: 3000,
      publicPort: 3000,
      poolSize: 10,
      workerConcurrency: Math.min(64, Math.max(2, availableParallelism())),
      sessionSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
      documentsUrl: `file://${dataDir}/documents`,
      mailFrom: 'faktury@efakturomat.localhost',
      trustProxy: false,
      secretsKeys: [expect.stringMatching(/^[0-9a-f]{64}$/)],
      companyRegisters: 'on',
      logLevel: 'info',
    });
  });

  it('stores the generated secret for the next start, readable by its owner only', () => {
    const first = readConfig({ DATA_DIR: dataDir }).sessionSecret;
    expect(readConfig({ DATA_DIR: dataDir }).sessionSecret).toBe(first);
    expect(readFileSync(join(dataDir, 'session-secret'), 'utf8').trim()).toBe(first);
    expect(statSync(join(dataDir, 'session-secret')).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged secret file', () => {
    const damaged = mkdtempSync(join(tmpdir(), 'efk-config-'));
    writeFileSync(join(damaged, 'session-secret'), 'short\n');
    expect(() => readConfig({ DATA_DIR: damaged })).toThrow('session-secret');
    rmSync(damaged, { recursive: true });
  });

  it('an empty variable counts as unset', () => {
    expect(readConfig({ DATA_DIR: dataDir, REDIS_URL: '', PORT: ' ' }).port).toBe(3000);
  });
});

it('a child process with the environment of environmentOf reads the same configuration', () => {
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: 'postgres://efk_owner:pw@db:5432/efakturomat',
    SESSION_SECRET: secret,
    REDIS_URL: 'redis://cache:6379/1',
    SMTP_URL: 'smtps://user:pw@mail:465',
    DOCUMENTS_URL: 's3://bucket/invoices?region=eu-central-1',
    BASE_DOMAIN: 'faktury.example.com',
    TRUST_PROXY: '10.0.0.7, 10.1.0.0/16,fd00::/8',
    CHROMIUM_PATH: process.execPath,
    PUBLIC_PORT: '8443',
  });
  expect(config.trustProxy).toEqual(['10.0.0.7', '10.1.0.0/16', 'fd00::/8']);
  expect(readConfig(environmentOf(config))).toEqual(config);
});

describe('originOf', () => {
  it('contains the port only when the port is not the default of the scheme', () => {
    expect(originOf(readConfig({ DATA_DIR: dataDir }), 'zielony')).toBe('http://zielony.localhost:3000');
    expect(originOf(readConfig({ DATA_DIR: dataDir, PORT: '80' }))).toBe('http://localhost');
    const behindProxy = { DATA_DIR: dataDir, BASE_DOMAIN: 'faktury.example.com', PORT: '8080' };
    expect(originOf(readConfig(behindProxy), 'megadom')).toBe('https://megadom.faktury.example.com');
    expect(originOf(readConfig({ ...behindProxy, PUBLIC_PORT: '8443' }))).toBe('https://faktury.example.com:8443');
  });
});
