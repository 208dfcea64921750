import type { Readable } from 'node:stream';
import { zipStream } from '../../documents/zip.ts';
import { Problem } from '../../domain/problem.ts';
import { charge, hour } from '../budgets/budget.ts';
import type { ShopperContext } from '../context.ts';
import { chosenLanguage, readerOf } from '../reader.ts';
import { archiveEntries, archiveRows } from './entries.ts';

/** A ZIP file while it is made. */
export type Archive = { filename: string; bytes: Readable };

/** The PDFs of the invoices that the shopper got in a month, with a list. A month without any gives invoice.not_found. */
export async function downloadMonth({
  ctx,
  input,
}: {
  ctx: ShopperContext;
  input: { month: string };
}): Promise<Archive> {
  const { app, chain, shopper } = ctx;
  await chargeArchive(ctx);
  const rows = archiveRows(app, readerOf(ctx), { shopperId: shopper.id, month: input.month });
  const first = await rows.next();
  if (first.done) throw new Problem('invoice.not_found');
  const entries = archiveEntries(app, andThen(first.value, rows), { language: chosenLanguage(ctx) });
  return { filename: `${chain.slug}-${input.month}.zip`, bytes: zipStream(entries) };
}

/** Each archive reads every document of its own from the store. */
export async function chargeArchive({ app, chain, shopper }: ShopperContext): Promise<void> {
  await charge(app, chain.id, [{ subject: `archive:${shopper.id}`, limit: 30, windowSeconds: hour }]);
}

async function* andThen<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}
