import { DrizzleQueryError } from 'drizzle-orm';
import postgres from 'postgres';

// Source of the codes: PostgreSQL, appendix A, "PostgreSQL Error Codes".

/** Another row has the same key; `constraint` names the key. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const cause = databaseError(error);
  return cause?.code === '23505' && cause.constraint_name === constraint;
}

/** The row refers to a row that does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return databaseError(error)?.code === '23503';
}

/** The role lacks this privilege. */
export function isPermissionDenied(error: unknown): boolean {
  return databaseError(error)?.code === '42501';
}

/** An earlier statement of the transaction failed, so this one was not executed. */
export function isAborted(error: unknown): boolean {
  return databaseError(error)?.code === '25P02';
}

/** The server ended the connection (class 57P, or an idle transaction), or the network did. */
export function isConnectionEnd(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^(57P|25P03$|CONNECTION_|ECONNRESET$|EPIPE$)/.test(code);
}

/** PostgreSQL's error, which drizzle wraps. */
function databaseError(error: unknown): postgres.PostgresError | undefined {
  const cause = error instanceof Error && !(error instanceof postgres.PostgresError) ? error.cause : error;
  return cause instanceof postgres.PostgresError ? cause : undefined;
}
