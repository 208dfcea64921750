import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { siteTextKinds } from '../../domain/chains/siteTexts.ts';
import { languages } from '../../domain/format.ts';
import { consentVersion } from '../../domain/invoices/consent.ts';
import { allOf } from '../../domain/testing/builders.ts';
import {
  aChain,
  aMember,
  anOpenReceipt,
  aShopper,
  type OwnTestApp,
  openTestApp,
  refusalOf,
} from '../../testing/builders/app.ts';
import { issue } from '../../testing/builders/issuing.ts';
import { aReceipt } from '../../testing/builders/receipts.ts';
import type { OfficeContext } from '../context.ts';
import { getSiteText, publishSiteText } from './edit.ts';
import { shownSiteText } from './shown.ts';

let test: OwnTestApp;
let admin: OfficeContext;
let chains = 0;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  chains += 1;
  admin = await aMember(await aChain(test.app, { slug: `chain-${chains}` }), { role: 'admin' });
});

const terms = { kind: 'terms', language: 'pl' } as const;
const publish = (source: string, version: number) =>
  publishSiteText({ ctx: admin, input: { ...terms, source, version } });
const shown = () => shownSiteText({ ctx: admin, input: terms });

describe('the texts of a site', () => {
  it('an edit that began from another version than the one in force is refused, and changes nothing', async () => {
    await publish('Pierwszy', 0);
    expect((await refusalOf(publish('Drugi', 0))).code).toBe('template.stale');
    expect(await shown()).toMatchObject({ version: 1, text: 'Pierwszy' });
  });

  it('of two admins who publish at once, one is refused', async () => {
    const results = await Promise.allSettled([publish('Jeden', 0), publish('Dwa', 0)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await shown()).version).toBe(1);
  });

  it('another chain keeps its own text', async () => {
    await publish('Tylko tutaj', 0);
    const other = await aChain(test.app, { slug: `other-${chains}` });
    expect((await shownSiteText({ ctx: other, input: terms })).version).toBe(0);
  });

  it.each(languages)('every default text is there in %s, with the chain’s facts in it', async (language) => {
    for (const kind of siteTextKinds) {
      const { version, text } = await shownSiteText({ ctx: admin, input: { kind, language } });
      expect(version).toBe(0);
      expect(text, kind).toContain(`chain-${chains} sp. z o.o.`);
      expect(text, kind).not.toMatch(/[{}]/);
    }
  });

  it('a line about an unknown way to reach the chain is left out', async () => {
    const { text } = await shownSiteText({ ctx: admin, input: { kind: 'contact', language: 'pl' } });
    expect(text).not.toContain('Telefon');
    expect(text).toContain('NIP 526-587-76-35');
  });

  it('every version stays, with its author; an earlier one comes back as a new version', async () => {
    await publish('Sprzedawca: {seller}', 0);
    await publish('Nowy tekst', 1);
    const { versions } = await getSiteText({ ctx: admin, input: terms });
    expect(versions.map(({ version, publishedBy }) => [version, publishedBy])).toEqual([
      [2, admin.member.email],
      [1, admin.member.email],
      [0, undefined],
    ]);
    await publish(versions[1]?.source ?? '', 2);
    expect(await shown()).toMatchObject({ version: 3, text: `Sprzedawca: chain-${chains} sp. z o.o.` });
    const rows = await test.sql`select version from site_texts where source = 'Nowy tekst'`;
    expect(rows).toHaveLength(1);
  });

  it('publishing the text in force adds no version', async () => {
    await publish('Ten sam', 0);
    expect(await publish('Ten sam', 1)).toEqual({ version: 1 });
  });
});

describe('consent to electronic invoices', () => {
  it('is kept with the time of the first press and the version of the sentence, once for each shopper', async () => {
    const anna = await aShopper(admin, `anna@chain-${chains}.example`);
    const first = await anOpenReceipt(anna, aReceipt({}));
    const second = await anOpenReceipt(anna, aReceipt({}));
    await issue(anna, allOf(first));
    const [kept] = await test.sql`select * from consents where shopper_id = ${anna.shopper.id}`;
    expect(kept).toMatchObject({ kind: 'electronic_invoice', version: consentVersion, language: 'pl' });
    await issue(anna, allOf(second));
    const rows = await test.sql`select accepted_at from consents where shopper_id = ${anna.shopper.id}`;
    expect(rows.map((row) => row.accepted_at)).toEqual([kept?.accepted_at]);
  });
});
