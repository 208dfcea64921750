import type { Buyer } from '../../domain/invoices/buyer.ts';
import type { Seller } from '../../domain/invoices/invoice.ts';
import type { Elements } from './elements.ts';
import { text512 } from './texts.ts';

/** `Podmiot1`. */
export function sellerElements({ nip, name, address }: Seller): Elements {
  return { DaneIdentyfikacyjne: { NIP: nip, Nazwa: text512(name) }, Adres: addressElements(address) };
}

/** `Podmiot2`: neither a unit of local government (JST) nor a member of a VAT group (GV). */
export function buyerElements(buyer: Buyer): Elements {
  return { ...partyElements(buyer), JST: '2', GV: '2' };
}

/** `Podmiot2K`, and what it shares with `Podmiot2`. A private person has no identifier: `BrakID`. */
export function partyElements(buyer: Buyer): Elements {
  const { name, address } = buyer;
  const id = buyer.kind === 'company' ? { NIP: buyer.nip } : { BrakID: '1' };
  return {
    DaneIdentyfikacyjne: { ...id, Nazwa: text512(name) },
    Adres: address === undefined || address.trim() === '' ? undefined : addressElements(address),
  };
}

/** "ul. Polna 1, 00-001 Warszawa" becomes two lines, split before the postcode; any other address is one line. */
function addressElements(address: string): Elements {
  const [, street = address, town] = /^(.*?\S)[,\s]+(\d{2}-\d{3}\s.+)$/s.exec(address) ?? [];
  return { KodKraju: 'PL', AdresL1: text512(street), AdresL2: town === undefined ? undefined : text512(town) };
}
