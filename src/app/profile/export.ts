import { type ZipEntry, zipStream } from '../../documents/zip.ts';
import { countryOf } from '../../domain/countries/countryOf.ts';
import { chainDay } from '../../domain/day.ts';
import { type Archive, chargeArchive } from '../archive/download.ts';
import { archiveEntries, archiveRows } from '../archive/entries.ts';
import type { ShopperContext } from '../context.ts';
import { getInvoice } from '../invoices/get.ts';
import { chosenLanguage, readerOf } from '../reader.ts';
import { me } from '../sessions/signIn.ts';
import { getProfile } from './get.ts';

type Call = { ctx: ShopperContext; input: { sessionId: string } };

/** Everything that is kept about the shopper: facts as JSON, one file an invoice, and the PDFs. Source: GDPR, art. 15 and 20. */
export async function exportData(call: Call): Promise<Archive> {
  const { chain } = call.ctx;
  await chargeArchive(call.ctx);
  const today = chainDay(new Date(), countryOf(chain.country).timeZone);
  return { filename: `${chain.slug}-${today}.zip`, bytes: zipStream(entriesOf(call, today)) };
}

async function* entriesOf({ ctx, input }: Call, today: string): AsyncGenerator<ZipEntry> {
  const { app, shopper } = ctx;
  const language = chosenLanguage(ctx);
  const [profile, { buyers }] = await Promise.all([getProfile({ ctx, input }), me({ ctx })]);
  yield { name: 'data.json', day: today, bytes: json({ ...profile, buyers }) };
  const rows = () => archiveRows(app, readerOf(ctx), { shopperId: shopper.id });
  for await (const { id, issueDate } of rows())
    yield { name: `invoices/${id}.json`, day: issueDate, bytes: json(await getInvoice({ ctx, input: { id } })) };
  for await (const entry of archiveEntries(app, rows(), { language }))
    yield { ...entry, name: `invoices/${entry.name}` };
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
