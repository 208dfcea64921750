/** Everything that a caller can be allowed to do. Routes and screens require a right, never a role. */
export const rights = [
  'receipts.import',
  'returns.record',
  'invoices.issue',
  /** Her own invoices only. */
  'ownInvoices.read',
  'ownInvoices.resend',
  'ownCorrections.request',
  'buyers.read',
  'buyers.edit',
  'buyers.delete',
  /** Her own account: what is known of her, where she is signed in, who gets her invoices. */
  'profile.read',
  'profile.edit',
  'profile.erase',
  'passkeys.read',
  'passkeys.add',
  'passkeys.delete',
  /** Being signed in where people have passwords: a chain's office or the operator's console. */
  'office.enter',
  /** All invoices of the chain, or of the member's store. */
  'invoices.read',
  'invoices.resend',
  'corrections.propose',
  'corrections.decide',
  /** What the chain's accountant needs: a month's invoices as a file, and what does not match. */
  'books.read',
  'stores.read',
  'templates.edit',
  'templates.publish',
  /** The privacy notice, the terms and the other texts of the chain's site. */
  'siteTexts.edit',
  /** Certificates of the chain's registers, and how its receipts are read. */
  'receiptFormats.edit',
  /** How the chain proves to KSeF who it is. */
  'ksef.edit',
  'chains.read',
  'chains.create',
  'chains.suspend',
  'posKeys.create',
] as const;

export type Right = (typeof rights)[number];

const own = [
  'passkeys.read',
  'passkeys.add',
  'passkeys.delete',
  'buyers.read',
  'buyers.edit',
  'buyers.delete',
  'profile.read',
  'profile.edit',
  'profile.erase',
] as const;
const staff = [
  'office.enter',
  'invoices.read',
  'invoices.resend',
  'corrections.propose',
  'corrections.decide',
  'books.read',
  'stores.read',
] as const;

/** A role is a bundle of rights. */
export const rightsOf = {
  pos: ['receipts.import', 'returns.record'],
  shopper: ['invoices.issue', 'ownInvoices.read', 'ownInvoices.resend', 'ownCorrections.request', ...own],
  staff,
  admin: [...staff, 'templates.edit', 'templates.publish', 'siteTexts.edit', 'receiptFormats.edit', 'ksef.edit'],
  operator: ['office.enter', 'chains.read', 'chains.create', 'chains.suspend', 'posKeys.create'],
} as const satisfies Record<string, readonly Right[]>;

export type Role = keyof typeof rightsOf;

/** The roles of the members of a chain's office. */
export type MemberRole = Extract<Role, 'staff' | 'admin'>;

/** Whether the role has at least one of these rights. */
export function holdsAny(role: Role, wanted: readonly Right[]): boolean {
  const held: readonly Right[] = rightsOf[role];
  return wanted.some((right) => held.includes(right));
}
