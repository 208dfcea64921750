import { describe, expect, it } from 'vitest';
import { holdsAny, type Right, type Role, rights, rightsOf } from './rights.ts';

const roles = Object.keys(rightsOf) as Role[];
const heldBy = (role: Role): readonly Right[] => rightsOf[role];

describe('rights', () => {
  it('every right belongs to at least one role', () => {
    expect(rights.filter((right) => !roles.some((role) => holdsAny(role, [right])))).toEqual([]);
  });

  it('no role has a right twice', () => {
    for (const role of roles) expect(new Set(heldBy(role)).size, role).toBe(heldBy(role).length);
  });

  it('an admin has every right of staff', () => {
    expect(rightsOf.staff.filter((right) => !holdsAny('admin', [right]))).toEqual([]);
  });

  it.each([
    ['templates.edit', ['admin']],
    ['templates.publish', ['admin']],
    ['invoices.read', ['staff', 'admin']],
    ['ownInvoices.read', ['shopper']],
    ['invoices.issue', ['shopper']],
    ['buyers.edit', ['shopper']],
    ['profile.read', ['shopper']],
    ['profile.edit', ['shopper']],
    ['profile.erase', ['shopper']],
    ['receipts.import', ['pos']],
    ['chains.create', ['operator']],
    ['chains.suspend', ['operator']],
    ['posKeys.create', ['operator']],
    ['office.enter', ['staff', 'admin', 'operator']],
  ] as const)('%s is held by %j and by nobody else', (right, holders) => {
    expect(roles.filter((role) => holdsAny(role, [right]))).toEqual(holders);
  });

  it('an operator has no right inside a chain', () => {
    const inside = roles.filter((role) => role !== 'operator').flatMap(heldBy);
    expect(rightsOf.operator.filter((right) => right !== 'office.enter' && inside.includes(right))).toEqual([]);
  });

  it('one of several accepted rights is enough; with none of them access is refused', () => {
    expect(holdsAny('staff', ['ownInvoices.read', 'invoices.read'])).toBe(true);
    expect(holdsAny('staff', ['ownInvoices.read', 'templates.edit'])).toBe(false);
    expect(holdsAny('staff', [])).toBe(false);
  });
});
