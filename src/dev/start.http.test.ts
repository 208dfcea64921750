import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDemo, startDemo } from '../testing/browser/demo.ts';
import { freePort } from './freePort.ts';
import { projectFolder } from './webBuild.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'efk-start-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('a start that is refused', () => {
  it('names every bad variable and leaves nothing running', async () => {
    const { code, output } = await startRefused({ PORT: 'x', SMTP_URL: 'nowhere' });
    expect(code).toBe(1);
    expect(output).toMatch(/- PORT .*\n- SMTP_URL /);
    expect(await processesOf(dataDir)).toEqual([]);
  });

  it('reports a taken port and how to choose another', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, resolve));
    const { code, output } = await startRefused({ PORT: String(port) });
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    expect(output).toContain(`PORT=${port + 1} npm start`);
  });
});

describe('npm start', () => {
  let first: RunningDemo;

  it('prints "ready" as its last line and serves every address of demo.json', async () => {
    first = await startDemo({ DATA_DIR: dataDir });
    const { facts } = first;
    expect(facts.chains.map((chain) => chain.slug)).toEqual(['zielony', 'megadom']);
    for (const chain of facts.chains) {
      const paper = await page(`${chain.url}/demo/receipts`);
      expect(paper.status).toBe(200);
      for (const { code } of chain.receipts) expect(paper.body).toContain(`${chain.url}/r/${code}`);
    }
    expect((await page(`${facts.origin}/demo/receipts`)).status).toBe(404);
    const index = await page(`${facts.origin}/`);
    for (const { url } of [...facts.chains, facts.operator, facts.mail]) expect(index.body).toContain(`href="${url}"`);
    for (const { admin, staff, posKey } of facts.chains)
      for (const secret of [admin.password, staff.password, posKey]) expect(index.body).not.toContain(secret);
    expect(await page(`${facts.mail.url}/`)).toMatchObject({ status: 200 });
    const mails = await page(`${facts.mail.url}/messages?to=nobody@example.com`);
    expect(mails).toMatchObject({ status: 200, body: '[]' });
  });

  it('is refused while another run uses the data folder', async () => {
    const { code, output } = await startRefused({});
    expect(code).toBe(1);
    expect(output).toContain(`already runs on ${dataDir} (process ${first.process.pid})`);
  });

  it('ends after one signal together with all its child processes', async () => {
    expect((await processesOf(dataDir)).length).toBeGreaterThan(2);
    await first.stop();
    expect(first.process.exitCode).toBe(0);
    await expect.poll(() => processesOf(dataDir)).toEqual([]);
  });

  it('keeps accounts, codes and data for the next start, and leaves no process when it is killed', async () => {
    const second = await startDemo({ DATA_DIR: dataDir });
    const lasting = ({ facts }: RunningDemo) =>
      facts.chains.map(({ posKey, admin, receipts }) => ({ posKey, admin, receipts }));
    expect(lasting(second)).toEqual(lasting(first));
    second.process.kill('SIGKILL');
    await expect.poll(() => processesOf(dataDir)).toEqual([]);
  });
});

/** Runs a start that is expected to fail, until it ends. */
async function startRefused(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(projectFolder, 'src/dev/start.ts')], {
    cwd: projectFolder,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(await freePort()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

/** Node does not resolve *.localhost, so the request goes to 127.0.0.1 with a Host header. */
async function page(address: string): Promise<{ status: number | undefined; body: string }> {
  const url = new URL(address);
  const options = { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, headers: { host: url.host } };
  return new Promise((resolve, reject) => {
    get(options, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      reply.once('end', () => resolve({ status: reply.statusCode, body }));
    }).once('error', reject);
  });
}

/** Living processes whose command line or environment contains the folder. */
async function processesOf(folder: string): Promise<string[]> {
  await pause(100);
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const matching = await Promise.all(
    numbers.map(async (pid) => {
      const texts = ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => ''));
      const [command = '', environment = ''] = await Promise.all(texts);
      return (command + environment).includes(folder) ? [command.replaceAll('\0', ' ').slice(0, 120)] : [];
    }),
  );
  return matching.flat();
}
