import { enabledDestinations } from '../../db/chains/destinations.ts';
import { accountantOf, isActive } from '../../db/people/accountants.ts';
import type { TenantTx } from '../../db/tenancy.ts';
import type { Recipient } from '../../domain/invoices/channel.ts';

/** Where the documents of a shopper's invoice are sent: to the shopper, to her accountant, to the chain's destinations. */
export async function destinationsOf(
  tx: TenantTx,
  { shopper }: { shopper: { id: string; email: string | null } },
): Promise<Recipient[]> {
  const [accountant, own] = await Promise.all([accountantOf(tx, shopper.id), ownDestinations(tx)]);
  const getsEach = accountant?.mode === 'each' && isActive(accountant);
  return [
    // A shopper who has erased her account has no address.
    ...(shopper.email === null ? [] : [{ channel: 'mail', address: shopper.email, destinationId: null } as const]),
    ...(getsEach
      ? [{ channel: 'mail', address: accountant.address, destinationId: null, toAccountant: true } as const]
      : []),
    ...own,
  ];
}

/** The chain's own destinations in use, oldest first. */
export async function ownDestinations(tx: TenantTx): Promise<Recipient[]> {
  const own = await enabledDestinations(tx);
  return own.map(({ id, channel, address }) => ({ channel, address, destinationId: id }));
}
