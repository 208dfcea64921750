/** The party printed on the invoice. `nip` is the tax id in its country's one spelling: ten digits in Poland. */
export type Buyer =
  | { kind: 'person'; name: string; address?: string; email?: string }
  | { kind: 'company'; nip: string; name: string; address: string };
