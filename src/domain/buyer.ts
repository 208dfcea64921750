/** The party printed on the invoice. A NIP is ten digits without separators. */
export type Buyer =
  | { kind: 'person'; name: string; address?: string; email?: string }
  | { kind: 'company'; nip: string; name: string; address: string };
