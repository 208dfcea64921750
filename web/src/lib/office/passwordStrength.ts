/** Shortest password that the server accepts, in characters as people count them. */
export const shortestPassword = 15;

export type PasswordStrength =
  | { kind: 'short'; missing: number }
  | { kind: 'simple' }
  | { kind: 'enough' }
  | { kind: 'strong' };

/** The hint for a password while it is typed. The server also refuses common passwords. */
export function passwordStrength(password: string): PasswordStrength {
  const characters = [...password];
  if (characters.length < shortestPassword) return { kind: 'short', missing: shortestPassword - characters.length };
  const different = new Set(password.toLowerCase()).size;
  if (different < 6) return { kind: 'simple' };
  return characters.length >= 20 && different >= 10 ? { kind: 'strong' } : { kind: 'enough' };
}
