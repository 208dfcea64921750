import type { Browser, Page } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { InvoiceOut } from '../../src/contract/invoices.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { aCertificate, aKeyPair } from '../../src/testing/certificates.ts';
import { until } from '../../src/testing/until.ts';
import { callFrom, issueAll, signInShopper } from './pageCalls.ts';
import { demoChain, expectAccessible, openPage, signInOffice, tabTo } from './support.ts';
import { pushReceipt } from './till.ts';

const megadom = demoChain('megadom');
const zielony = demoChain('zielony');

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

/** A page of a chain's office on a phone, opened by its admin or by its staff. */
async function officePage(
  { url, admin, staff }: typeof megadom,
  path: string,
  { as = 'admin', scheme = 'light' }: { as?: 'admin' | 'staff'; scheme?: 'light' | 'dark' } = {},
): Promise<Page> {
  const page = await openPage(browser, { colorScheme: scheme });
  await page.goto(`${url}${path}`);
  await signInOffice(page, as === 'admin' ? admin : staff);
  return page;
}

async function expectWhole(page: Page, what: string): Promise<void> {
  await expectAccessible(page, what);
  const [content, shown] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
  expect(content, `${what} scrolls sideways`).toBeLessThanOrEqual(shown);
}

const toast = (page: Page, words: string) => page.getByText(words, { exact: true }).waitFor();

describe('the office', () => {
  it.each(['/office/ksef', '/office/tills'])('refuses staff at %s with a message', async (path) => {
    const page = await officePage(megadom, path, { as: 'staff' });
    await page.getByText('tylko administratorzy').waitFor();
    expect(await page.getByRole('link', { name: /KSeF|Kasy/ }).count()).toBe(0);
    await expectWhole(page, `${path}, for staff`);
  });
});

describe('the page about KSeF', () => {
  it('keeps nothing that KSeF refuses, and says in KSeF’s words why', async () => {
    const page = await officePage(zielony, '/office/ksef', { scheme: 'dark' });
    await page.getByText('sieć nie podała jeszcze dostępu').waitFor();
    await expectWhole(page, 'KSeF without access');
    await page.getByRole('button', { name: 'Wpisz token' }).click();
    const dialog = page.getByRole('dialog');
    const token = dialog.getByLabel('Token', { exact: true });
    await token.fill('za krótki');
    await dialog.getByRole('button', { name: 'Sprawdź i zapisz' }).click();
    await dialog.getByText('od 20 do 176 znaków').waitFor();
    await token.and(page.locator(':focus')).waitFor();
    await expectWhole(page, 'form of the token');
    await token.fill('20261124-EC-0000000000-0000000000-00|nip-8567346215|none');
    await page.keyboard.press('Enter');
    await dialog.getByText('KSeF nie przyjął tego logowania').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Wpisz certyfikat' }).click();
    const { certificate, privateKey } = aKeyPair();
    const files = { name: 'klucz.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(privateKey) };
    await dialog.getByLabel('Certyfikat', { exact: true }).fill(certificate);
    await dialog.getByLabel('Klucz prywatny: Wczytaj z pliku').setInputFiles(files);
    await expectWhole(page, 'form of the certificate');
    await dialog.getByRole('button', { name: 'Sprawdź i zapisz' }).click();
    await dialog.getByText('KSeF nie przyjął tego logowania').waitFor();
    await page.reload();
    await page.getByText('sieć nie podała jeszcze dostępu').waitFor();
  });

  it('tests the stored access from the keyboard, and turns sending off and on with the consequence named', async () => {
    const page = await officePage(megadom, '/office/ksef');
    await page.getByText('trafia do KSeF od razu').waitFor();
    await tabTo(page, /Sprawdź połączenie/);
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'KSeF odpowiedział i przyjął dostęp.' }).waitFor();
    await expectWhole(page, 'KSeF');
    await page.getByRole('button', { name: 'Wyłącz wysyłanie' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('powstaną poza KSeF').waitFor();
    await expectWhole(page, 'question before sending is turned off');
    await dialog.getByRole('button', { name: 'Wyłącz wysyłanie' }).click();
    await page.getByText('Wysyłanie jest wyłączone: nowe').waitFor();
    await page.getByRole('button', { name: 'Włącz wysyłanie' }).click();
    await dialog.getByRole('button', { name: 'Włącz wysyłanie' }).click();
    await page.getByText('trafia do KSeF od razu').waitFor();
    expect(await page.content()).not.toContain('|nip-');
  });

  it('lists an invoice that could not be sent, and sends it again', async () => {
    const { id, number } = await stoppedInvoice();
    const page = await officePage(megadom, '/office/ksef');
    await page.getByRole('button', { name: 'Zatrzymane' }).click();
    const row = page.getByRole('listitem').filter({ hasText: number });
    await row.getByText('Po 9 próbach').waitFor();
    expect(await row.getByRole('link', { name: number }).getAttribute('href')).toBe(`/office/invoices/${id}`);
    await expectWhole(page, 'stopped invoices');
    await row.getByRole('button', { name: `Wyślij jeszcze raz fakturę ${number}` }).click();
    await toast(page, `Faktura ${number} znów czeka na wysłanie.`);
    const accepted = async () => {
      const { ksef } = await callFrom<InvoiceOut>(page, `/office/invoices/${id}`);
      return ksef?.state === 'accepted';
    };
    await until(accepted, { why: () => `${number} is not accepted again` });
  });
});

/** A company's invoice whose number was forgotten after nine attempts. KSeF still has it. */
async function stoppedInvoice(): Promise<InvoiceOut> {
  const shopper = await openPage(browser);
  await shopper.goto(megadom.url);
  await signInShopper(shopper, `ksef-${Date.now()}@example.com`);
  const nip = '7740001454';
  const receipt = await pushReceipt(megadom, { buyerNip: nip, lines: [{ unitPrice: 51_299 }] });
  const buyer = {
    kind: 'company',
    nip,
    name: 'Zakład Stolarski',
    address: 'ul. Leśna 2, 05-807 Podkowa Leśna',
  } as const;
  const invoice = await issueAll(shopper, { code: receipt.code, total: 51_299 }, buyer);
  const isAccepted = async () =>
    (await callFrom<InvoiceOut>(shopper, `/invoices/${invoice.id}`)).ksef?.state === 'accepted';
  await until(isAccepted, { why: () => `${invoice.number} has no number in KSeF` });
  const sql = postgres(inject('demo').databaseUrl, { max: 1 });
  await sql.begin(async (tx) => {
    await tx`alter table ksef_submissions no force row level security`;
    await tx`alter table ksef_submissions disable trigger the_number_stays`;
    await tx`update ksef_submissions set state = 'failed', attempts = 9, number = null where invoice_id = ${invoice.id}`;
    await tx`alter table ksef_submissions enable trigger the_number_stays`;
    await tx`alter table ksef_submissions force row level security`;
  });
  await sql.end();
  return invoice;
}

describe('the page about tills', () => {
  it('refuses a file that is no certificate, and trusts a certificate until it is removed', async () => {
    const page = await officePage(zielony, '/office/tills');
    await page.getByText('Nie ma jeszcze żadnego certyfikatu').waitFor();
    await expectWhole(page, 'tills');
    await page.getByRole('button', { name: 'Dodaj certyfikat' }).click();
    const dialog = page.getByRole('dialog');
    const add = dialog.getByRole('button', { name: 'Dodaj certyfikat' });
    await dialog.getByLabel('Nazwa dla Was').fill('Kasy w Krakowie');
    await dialog.getByLabel('Certyfikat', { exact: true }).fill('none');
    await add.click();
    await dialog.getByText('To nie jest certyfikat X.509').waitFor();
    await expectWhole(page, 'form of a certificate, refused');
    const file = {
      name: 'kasa.cer',
      mimeType: 'application/x-x509-ca-cert',
      buffer: aCertificate({ name: 'Kasa 11' }).der,
    };
    await dialog.getByLabel('Certyfikat: Wczytaj z pliku').setInputFiles(file);
    await add.click();
    await page.getByText('CN=Kasa 11').waitFor();
    await expectWhole(page, 'certificates');
    await page.getByRole('button', { name: 'Usuń: Kasy w Krakowie' }).click();
    await dialog.getByText('odrzucimy paragony').waitFor();
    await dialog.getByRole('button', { name: 'Usuń' }).click();
    await page.getByText('Nie ma jeszcze żadnego certyfikatu').waitFor();
  });

  it('asks before unsigned receipts are taken, and requires signatures again at one press', async () => {
    const page = await officePage(zielony, '/office/tills', { scheme: 'dark' });
    await page.getByRole('button', { name: 'Przyjmuj bez podpisu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('może wtedy przysłać dowolny paragon').waitFor();
    await expectWhole(page, 'question before unsigned receipts are taken');
    await dialog.getByRole('button', { name: 'Przyjmuj bez podpisu' }).click();
    await page.getByText('bez podpisu są przyjmowane').waitFor();
    await page.getByRole('button', { name: 'Wymagaj podpisu' }).click();
    await page.getByText('bez podpisu są odrzucane').waitFor();
  });

  it('names the wrong row of the POSLog settings, and keeps them when they are right', async () => {
    const page = await officePage(zielony, '/office/tills');
    await page.getByRole('button', { name: 'Dodaj grupę' }).click();
    await page.keyboard.type('1');
    await page.getByLabel('Litera, wiersz 1').fill('a');
    await page.getByLabel('Stawka, wiersz 1').fill('dużo');
    const tills = page.getByLabel('Stanowiska i kasy');
    await tills.fill('K01; 34');
    await page.getByRole('button', { name: 'Zapisz' }).click();
    await page.getByText('Wpisz procent od 0 do 100').waitFor();
    await page.getByText('Wiersz 1: potrzebne są trzy wartości').waitFor();
    await page.getByLabel('Stawka, wiersz 1').and(page.locator(':focus')).waitFor();
    await expectWhole(page, 'POSLog, refused');
    await page.getByLabel('Stawka, wiersz 1').fill('23');
    await tills.fill('K01\t34\tZBN1901007833');
    await page.getByRole('button', { name: 'Zapisz' }).click();
    await toast(page, 'Zapisano. Następny plik POSLog przeczytamy już tak.');
    await page.reload();
    await page.getByLabel('Grupa, wiersz 1').waitFor();
    expect(await page.getByLabel('Litera, wiersz 1').inputValue()).toBe('A');
    expect(await tills.inputValue()).toBe('K01; 34; ZBN1901007833');
  });
});
