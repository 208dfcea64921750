import type { Browser, Page } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { readZip } from '../../src/testing/readZip.ts';
import { until } from '../../src/testing/until.ts';
import { signInShopper } from './pageCalls.ts';
import { demoChain, expectAccessible, fetchLocal, mailsTo, mailTo, openPage } from './support.ts';
import { pushReceipt } from './till.ts';
import { givePageAuthenticator } from './virtualAuthenticator.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const zielony = demoChain('zielony');
let people = 0;
const newEmail = () => `profil-${process.pid}-${++people}@shopper.example`;

/** Presses the button that sends a code, waits for the new mail, and types the code. */
async function proveAddress(page: Page, email: string, button: string): Promise<void> {
  const before = (await mailsTo(email, /kod/)).length;
  await page.getByRole('button', { name: button }).click();
  const newest = async () => {
    const mails = await mailsTo(email, /kod/);
    return mails.length > before ? mails[0] : undefined;
  };
  const { subject } = await until(newest, { why: () => `no code for ${email}` });
  await page.getByLabel('Kod z e-maila').fill(/\b\d{6}\b/.exec(subject)?.[0] ?? '');
}

async function signedIn(email: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(`${zielony.url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await proveAddress(page, email, 'Wyślij kod');
  await page.waitForURL(/\/invoices$/);
  return page;
}

/** Issues an invoice for everything on a new receipt, in the page of a signed-in shopper. */
async function issueInvoice(page: Page, name: string): Promise<void> {
  const { url } = await pushReceipt(zielony, { lines: 3 });
  await page.goto(url);
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByRole('textbox', { name: 'Imię i nazwisko' }).fill(name);
  await page.getByRole('button', { name: 'Dalej' }).click();
  await page.getByRole('button', { name: 'Wystaw fakturę' }).click();
  await page.getByRole('heading', { name: 'Faktura gotowa' }).waitFor();
}

/** Makes every sign-in of this address eleven minutes old. */
async function ageSessions(email: string): Promise<void> {
  const sql = postgres(inject('demo').databaseUrl, { max: 1 });
  await sql.begin(async (tx) => {
    for (const table of ['sessions', 'shoppers']) await tx`alter table ${tx(table)} no force row level security`;
    await tx`update sessions set created_at = created_at - interval '11 minutes'
      where shopper_id in (select id from shoppers where email = ${email})`;
    for (const table of ['sessions', 'shoppers']) await tx`alter table ${tx(table)} force row level security`;
  });
  await sql.end();
}

it('name and language are kept, and the page speaks the language that is chosen', async () => {
  const page = await signedIn(newEmail());
  await page.getByRole('link', { name: 'Moje konto' }).click();
  await page.getByRole('heading', { name: 'Moje konto' }).waitFor();
  await expectAccessible(page, 'the account');
  await page.getByLabel('Imię i nazwisko').fill('Anna Nowak');
  await page.getByLabel('Język faktur').selectOption('en');
  await page.getByRole('button', { name: 'Zapisz' }).click();
  await page.getByText('Saved.').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  expect(await page.getByLabel('Full name').inputValue()).toBe('Anna Nowak');
});

it('buyers are deleted and put back, made one, and corrected', async () => {
  const page = await signedIn(newEmail());
  await issueInvoice(page, 'Anna Nowak');
  await page.evaluate(() => {
    const body = JSON.stringify({ kind: 'person', name: 'ANNA  NOWAK' });
    return fetch('/api/v1/buyers', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  });
  await page.goto(`${zielony.url}/profile`);
  await page.getByRole('button', { name: 'Usuń: Anna Nowak', exact: true }).click();
  await page.getByText('Usunięto: Anna Nowak.').waitFor();
  await page.getByRole('button', { name: 'Cofnij' }).click();
  await page.getByRole('button', { name: 'Usuń: Anna Nowak', exact: true }).waitFor();
  await page.getByText('Ten sam nabywca jest tu 2 razy.').waitFor();
  await expectAccessible(page, 'saved buyers');
  await page.getByRole('button', { name: 'Połącz w jeden' }).click();
  await page.getByText('Połączono.').waitFor();
  const names = page.getByRole('button', { name: /^Zmień:/ });
  await expect.poll(() => names.count()).toBe(1);
  await names.click();
  await page.getByRole('dialog').getByLabel('Imię i nazwisko').fill('Anna Maria Nowak');
  await expectAccessible(page, 'a buyer being corrected');
  await page.getByRole('dialog').getByRole('button', { name: 'Zapisz' }).click();
  await page.getByRole('button', { name: 'Zmień: Anna Maria Nowak' }).waitFor();
});

it('consent to electronic invoices is seen with its time and withdrawn, after its consequence is named', async () => {
  const page = await signedIn(newEmail());
  await page.goto(`${zielony.url}/profile`);
  const card = page.getByRole('region', { name: 'Faktury elektroniczne' });
  await card.getByText('Na razie jej nie ma').waitFor();
  await issueInvoice(page, 'Anna Nowak');
  await page.goto(`${zielony.url}/profile`);
  await card.getByText(/Zgoda\sz\s.*20\d\d, \d\d:\d\d/).waitFor();
  await card.getByRole('button', { name: 'Wycofaj zgodę' }).click();
  await page.getByRole('dialog').getByText('Wystawione faktury zostają ważne').waitFor();
  await expectAccessible(page, 'withdrawing consent');
  await page.getByRole('dialog').getByRole('button', { name: 'Wycofaj zgodę' }).click();
  await card.getByText(/Zgoda\swycofana\s.*20\d\d, \d\d:\d\d/).waitFor();
});

it('another device is seen and signed out', async () => {
  const email = newEmail();
  const page = await signedIn(email);
  const other = await signedIn(email, { userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:150.0) Firefox/150.0' });
  await page.goto(`${zielony.url}/profile`);
  await page.getByText('to urządzenie').waitFor();
  await page.getByRole('button', { name: /Wyloguj: Firefox, Android/ }).click();
  await page.getByText('Wylogowano.').waitFor();
  await other.goto(`${zielony.url}/profile`);
  await other.waitForURL(/\/sign-in$/);
});

it('the accountant agrees with a press, gets the next invoice, and stops the mails', async () => {
  const page = await signedIn(newEmail());
  const accountant = `ksiegowa-${process.pid}@accountant.example`;
  await page.goto(`${zielony.url}/profile`);
  await page.getByLabel('E-mail księgowości').fill(accountant);
  await page.getByLabel('Każdą fakturę od razu').check();
  await page.getByRole('button', { name: 'Wyślij prośbę o zgodę' }).click();
  await page.getByText(`Wysłaliśmy pytanie na ${accountant}`).waitFor();
  const { text } = await mailTo(accountant, /czy mają tu przychodzić/);
  const reader = await openPage(browser);
  await reader.goto(/http\S+\/accountant\/\S+/.exec(text)?.[0] ?? '');
  await reader.getByRole('button', { name: 'Zgadzam się' }).waitFor();
  await expectAccessible(reader, 'the accountant’s page');
  await page.reload();
  await page.getByText(`Wysłaliśmy pytanie na ${accountant}`).waitFor();
  await reader.getByRole('button', { name: 'Zgadzam się' }).click();
  await reader.getByText('Faktury będą tu przychodzić').waitFor();
  await page.reload();
  await page.getByText(`Faktury trafiają też na ${accountant}`).waitFor();
  await issueInvoice(page, 'Anna Nowak');
  expect((await mailTo(accountant, /^Faktura /)).attachments).toHaveLength(1);
  await reader.getByRole('button', { name: 'Nie chcę tych faktur' }).click();
  await reader.getByText('nic więcej nie przyjdzie').waitFor();
  await page.goto(`${zielony.url}/profile`);
  await page.getByText(`${accountant} nie chce faktur od`).waitFor();
});

it('an invoice is found by its product, and a month is saved as a ZIP file', async () => {
  const page = await signedIn(newEmail());
  await page.getByText('Nie masz tu jeszcze faktur').waitFor();
  await expectAccessible(page, 'no invoices yet');
  await issueInvoice(page, 'Anna Nowak');
  await page.goto(`${zielony.url}/invoices`);
  await page.getByLabel(/Szukaj/).fill('nie ma takiego towaru');
  await page.getByText('Nic nie pasuje').waitFor();
  await page.getByLabel(/Szukaj/).fill('TOWAR 1');
  await page.locator('a[href^="/invoices/"]').waitFor();
  await page.getByLabel(/Szukaj/).fill('');
  const link = page.getByRole('link', { name: /Pobierz .* jako ZIP/ });
  const href = (await link.getAttribute('href')) ?? '';
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const files = readZip(await fetchLocal(zielony.url + href, { cookie }));
  expect([...files.keys()]).toEqual([expect.stringMatching(/\.pdf$/), 'lista.csv']);
});

it('the account is erased after an old sign-in was repeated; a new one starts empty', async () => {
  const email = newEmail();
  const page = await signedIn(email);
  await issueInvoice(page, 'Anna Nowak');
  await ageSessions(email);
  await page.goto(`${zielony.url}/profile`);
  await page.getByRole('button', { name: 'Usuń konto' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Prawo każe sprzedawcy przechować 1 fakturę do 31\s+grudnia\s+20\d\d/).waitFor();
  await expectAccessible(page, 'erasing the account');
  await dialog.getByRole('button', { name: 'Usuń konto na zawsze' }).click();
  await dialog.getByText('sprawdzimy jeszcze raz').waitFor();
  await proveAddress(page, email, `Wyślij kod na ${email}`);
  await page.getByText('Konto jest usunięte.').waitFor();
  await page.goto(`${zielony.url}/invoices`);
  await page.waitForURL(/\/sign-in$/);
  const again = await signedIn(email);
  await again.getByText('Nie masz tu jeszcze faktur').waitFor();
});

it('a passkey of another account erases nothing', async () => {
  const [owner, other] = [newEmail(), newEmail()];
  const page = await signedIn(other);
  await givePageAuthenticator(page);
  await page.goto(`${zielony.url}/profile`);
  await page.getByRole('button', { name: 'Dodaj klucz dostępu' }).click();
  await page.getByRole('button', { name: /^Usuń klucz/ }).waitFor();
  await page.evaluate("fetch('/api/v1/auth/session', { method: 'DELETE' })");
  await signInShopper(page, owner);
  await ageSessions(owner);
  await page.goto(`${zielony.url}/profile`);
  await page.getByRole('button', { name: 'Usuń konto' }).click();
  await page.getByRole('button', { name: 'Usuń konto na zawsze' }).click();
  await page.getByRole('button', { name: 'Zaloguj się kluczem dostępu' }).click();
  await page.getByText(other).first().waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const email of [owner, other]) await expectKept(email);
});

async function expectKept(email: string): Promise<void> {
  const sql = postgres(inject('demo').databaseUrl, { max: 1 });
  const rows = await sql.begin(async (tx) => {
    await tx`alter table shoppers no force row level security`;
    const found = await tx`select 1 from shoppers where email = ${email}`;
    await tx`alter table shoppers force row level security`;
    return found;
  });
  await sql.end();
  expect(rows).toHaveLength(1);
}
