type Named = { kind: 'person' | 'company'; nip?: string; name: string };

/**
 * Two saved buyers with one key are one buyer written twice: companies by their tax id, persons by their name without
 * regard to case and spaces.
 */
export function buyerKey({ kind, nip, name }: Named): string {
  return kind === 'company' ? `company ${nip}` : `person ${name.trim().replace(/\s+/g, ' ').toLowerCase()}`;
}
