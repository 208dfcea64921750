import { domainToASCII } from 'node:url';

const gmail = new Set(['gmail.com', 'googlemail.com']);

/**
 * One spelling for the addresses that arrive in one mailbox: without case, without what follows a plus, and for Gmail
 * without dots. For budgets only; two accounts that fold to one stay two accounts.
 */
export function foldAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = foldDomain(email.slice(at + 1));
  const [mailbox = ''] = email.slice(0, at).toLowerCase().normalize('NFKC').split('+');
  // An address that begins with a plus has no mailbox left; folding it would give all of them one budget.
  if (mailbox === '') return `${email.slice(0, at).toLowerCase()}@${domain}`;
  return domain === 'gmail.com' ? `${mailbox.replaceAll('.', '')}@gmail.com` : `${mailbox}@${domain}`;
}

function foldDomain(domain: string): string {
  const lower = domain.toLowerCase().replace(/\.$/, '');
  const ascii = domainToASCII(lower) || lower;
  return gmail.has(ascii) ? 'gmail.com' : ascii;
}
