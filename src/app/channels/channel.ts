import type { BegunDelivery } from '../../db/invoices/deliveries.ts';
import type { StoredInvoice } from '../../db/invoices/invoices.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { DocumentLayout } from '../../domain/invoices/documentLayout.ts';
import type { WorkerApp } from '../workerContext.ts';

/** The content of a delivery: an invoice whose document is in the store. */
export type Cargo = {
  invoice: StoredInvoice;
  /** `content`: the stored bytes, where they are in hand. */
  document: { storageKey: string; layout: DocumentLayout | null; content?: Uint8Array };
  chain: { id: string; name: string; slug: string };
};

/** One delivery with its content. */
export type Shipment = Cargo & { delivery: BegunDelivery };

/** Sends one delivery. Each is sent at least once, so a repeated one must be recognisable by its id. */
export type Send = (app: WorkerApp) => Promise<void>;

/** A channel reads what it needs in the transaction, and sends after the transaction. */
export type ChannelSender = { prepare(tx: TenantTx, shipment: Shipment): Promise<Send> };
