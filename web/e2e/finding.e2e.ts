import type { Browser } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, it } from 'vitest';
import { poland } from '../../src/domain/countries/pl/poland.ts';
import { chainDay } from '../../src/domain/day.ts';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { demoChain, expectAccessible, openPage } from './support.ts';
import { pushReceipt } from './till.ts';

const chain = demoChain('megadom');

let browser: Browser;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());

const png = (buffer: Buffer) => ({ name: 'paragon.png', mimeType: 'image/png', buffer });

it('the phone reads a photo of the receipt, and names a photo without a code and a file that is no photo', async () => {
  const page = await openPage(browser);
  const receipt = await pushReceipt(chain);
  await page.goto(chain.url);
  const photo = page.locator('input[type="file"]');
  await photo.setInputFiles({ name: 'lista.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await page.getByText('Tego pliku nie da się otworzyć jako zdjęcia.', { exact: false }).waitFor();
  await photo.setInputFiles(png(await QRCode.toBuffer('https://example.com/promocja', { width: 400 })));
  await page.getByText('To nie jest kod z naszego paragonu.', { exact: false }).waitFor();
  await expectAccessible(page, 'a photo of something else');
  await photo.setInputFiles(png(await QRCode.toBuffer(receipt.url, { width: 400 })));
  await page.getByRole('button', { name: 'Dalej' }).waitFor();
});

it('a wrong or swapped character is reported without a request, and case and separators do not matter', async () => {
  const page = await openPage(browser);
  const { code } = await pushReceipt(chain);
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/receipts/find') && asked.push(request.url()));
  await page.goto(chain.url);
  await page.getByRole('button', { name: 'Wpisz kod' }).click();
  const field = page.getByRole('textbox', { name: 'Kod z paragonu' });
  const other = code[3] === 'Z' ? 'Y' : 'Z';
  await field.fill(`${code.slice(0, 3)}${other}${code.slice(4)}`);
  await page.keyboard.press('Enter');
  await page.locator('[aria-invalid="true"]:focus').waitFor();
  if (asked.length > 0) throw new Error('a code that cannot be was asked for');
  await field.fill(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Dalej' }).waitFor();
});

it('a legacy code of the chain also needs the total and the date', async () => {
  const page = await openPage(browser);
  const receipt = await pushReceipt(chain, { code: `20261124${Date.now()}` });
  await page.goto(chain.url);
  await page.getByRole('button', { name: 'Wpisz kod' }).click();
  await page.getByRole('textbox', { name: 'Kod z paragonu' }).fill(receipt.code);
  await page.keyboard.press('Enter');
  await page.getByText('Do tego kodu potrzebujemy jeszcze sumy i daty z paragonu.').waitFor();
  await expectAccessible(page, 'total and day');
  await page.getByLabel('Suma').fill((receipt.total / 100).toFixed(2).replace('.', ','));
  await page.getByLabel('Data').fill(chainDay(receipt.issuedAt, poland.timeZone));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Dalej' }).waitFor();
});

it('without a camera the page offers the typed code and the photo at once', async () => {
  const page = await openPage(browser);
  await page.goto(chain.url);
  await page.getByRole('button', { name: 'Skanuj paragon' }).click();
  await page.getByRole('textbox', { name: 'Kod z paragonu' }).waitFor();
  await expectAccessible(page, 'no camera');
});
