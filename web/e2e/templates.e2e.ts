import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBrowser } from '../../src/testing/browser/browser.ts';
import { demoChain, expectAccessible, openPage, signInOffice } from './support.ts';

const chain = demoChain('megadom');
const violet = 'rgb(90, 42, 130)';
const desk = { viewport: { width: 1280, height: 800 } };

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openTestBrowser();
  page = await openPage(browser, desk);
  await page.goto(`${chain.url}/office/templates`);
  await signInOffice(page, chain.admin);
  await page.locator('[data-stage=drawn] canvas').first().waitFor();
});
afterAll(() => browser.close());

it('a layout that hides the totals cannot be published, and the page names the hidden field', async () => {
  await append(page, '<style>.totals, .vat-summary { display: none }</style>');
  await page.getByText(/Na\swydruku nie ma pola „paid”/).waitFor();
  await expectAccessible(page, 'layout that hides the totals');
  expect(await publishButton(page).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Control+Z');
  await page.getByText('Bez błędów', { exact: true }).waitFor();
});

it('of two tabs the later one to save has to choose a version, and no text is lost', async () => {
  const other = await page.context().newPage();
  await other.goto(`${chain.url}/office/templates`);
  await append(other, '<p>Z drugiej karty</p>');
  await saved(other);

  await append(page, '<p>Z pierwszej karty</p>');
  await page.getByRole('button', { name: 'Wczytaj zapisaną' }).waitFor();
  await expectAccessible(page, 'stale revision');
  await page.getByRole('button', { name: 'Wczytaj zapisaną' }).click();
  await page.getByRole('button', { name: 'Zamień wersje' }).waitFor();
  expect(await editorOf(page).inputValue()).toContain('Z drugiej karty');
  expect(await editorOf(page).inputValue()).not.toContain('Z pierwszej karty');
  await page.getByRole('button', { name: 'Zamień wersje' }).click();
  await saved(page);

  await append(other, '<p>I jeszcze raz</p>');
  await other.getByRole('button', { name: 'Zapisz moją' }).click();
  await saved(other);
  await page.reload();
  await editorOf(page).waitFor();
  expect(await editorOf(page).inputValue()).toContain('I jeszcze raz');
  await other.close();
});

it('no text is lost when the session ends while the admin types', async () => {
  // A pending preview would fail with the ended session first, and its dialog would take the keystrokes.
  await page.locator('[data-stage=drawn] canvas').first().waitFor();
  await page.context().clearCookies();
  await append(page, '<p>Już po sesji</p>');
  await page.getByRole('dialog').getByLabel('Hasło', { exact: true }).fill(chain.admin.password);
  await expectAccessible(page, 'session ended');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await saved(page);
  await page.reload();
  await editorOf(page).waitFor();
  expect(await editorOf(page).inputValue()).toContain('Już po sesji');
});

it('the page shows the resulting message beside the mail template', async () => {
  await page.getByRole('link', { name: 'E-mail' }).click();
  await page.getByRole('textbox', { name: 'Szablon wiadomości' }).waitFor();
  const message = page.frameLocator('iframe[title="Podgląd wiadomości"]');
  await message.getByText('Pobierz fakturę').first().waitFor();
  await page.getByRole('tab', { name: 'Pola i funkcje' }).click();
  await expectAccessible(page, 'mail template');
});

it.each(['light', 'dark'] as const)(
  'the theme form checks contrast while the admin types, in the %s scheme',
  async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.getByRole('link', { name: 'Motyw' }).click();
    const muted = page.getByLabel('Tekst drugorzędny, Jasny', { exact: true });
    const before = await muted.inputValue();
    await muted.fill('#c9c9c9');
    await page.getByText(/Tło 1,\d:1, za\smało, potrzeba 4,5:1/).waitFor();
    await page
      .getByRole('button', { name: /Wiersz \d+.*light\.textMuted/ })
      .first()
      .waitFor();
    expect(await publishButton(page).getAttribute('aria-disabled')).toBe('true');
    await expectAccessible(page, 'theme with too little contrast');
    await muted.fill(before);
    await page.getByText('Bez błędów', { exact: true }).waitFor();
  },
);

it('a theme changes the preview and the sample at once, and the site when published', async () => {
  await page.getByLabel(/^Marka, Jasny:\skod/).fill('5A2A82');
  await page.keyboard.press('Tab');
  const shown = page.getByRole('img', { name: 'Strona w tym motywie: Jasny' }).locator('.hero');
  await expect.poll(() => backgroundOf(shown)).toBe(violet);
  await saved(page);
  await page.getByRole('tab', { name: 'Faktura' }).click();
  const sheet = page.locator('[data-stage=drawn] canvas').first();
  await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeGreaterThan(400);
  await expectAccessible(page, 'theme');
  await publishButton(page).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Opublikuj' }).click();
  await page.getByText(/Opublikowano/).waitFor();

  const shop = await openPage(browser);
  await shop.goto(chain.url);
  // Not the first screen of the served page, which the web app takes away.
  const brand = shop.locator('main .hero');
  await brand.waitFor();
  expect(await backgroundOf(brand)).toBe(violet);

  await page.getByRole('tab', { name: 'Wersje' }).click();
  await page.getByRole('button', { name: /^Przywróć wersję\s1$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Przywróć' }).click();
  await page.getByText(/znów wersja\s1/).waitFor();
  await shop.reload();
  await brand.waitFor();
  expect(await backgroundOf(brand)).not.toBe(violet);
});

function editorOf(at: Page) {
  return at.getByRole('textbox', { name: 'Szablon faktury' });
}

function publishButton(at: Page) {
  return at.getByRole('button', { name: 'Opublikuj' });
}

function backgroundOf(shown: Locator): Promise<string> {
  return shown.evaluate((element) => {
    const { getComputedStyle } = globalThis as unknown as {
      getComputedStyle(of: unknown): { backgroundColor: string };
    };
    return getComputedStyle(element).backgroundColor;
  });
}

async function append(to: Page, text: string): Promise<void> {
  await editorOf(to).press('Control+End');
  await to.keyboard.insertText(`\n${text}`);
}

async function saved(at: Page): Promise<void> {
  await at.getByText('Niezapisane…').or(at.getByText('Zapisujemy…')).first().waitFor({ state: 'detached' });
  await at.getByText(/Zapisano \d\d:\d\d/).waitFor();
}
