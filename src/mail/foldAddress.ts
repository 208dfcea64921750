import { domainToASCII } from 'node:url';

const gmail = new Set(['gmail.com', 'googlemail.com']);

/**
 * One spelling for all addresses of one mailbox: in lower case, without the part after a plus, and for Gmail without
 * dots. For budgets only: two accounts whose addresses fold to one stay two accounts.
 */
export function foldAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = foldDomain(email.slice(at + 1));
  const [mailbox = ''] = email.slice(0, at).toLowerCase().normalize('NFKC').split('+');
  // An address that begins with a plus is kept: without that part, all such addresses would share one budget.
  if (mailbox === '') return `${email.slice(0, at).toLowerCase()}@${domain}`;
  return domain === 'gmail.com' ? `${mailbox.replaceAll('.', '')}@gmail.com` : `${mailbox}@${domain}`;
}

function foldDomain(domain: string): string {
  const lower = domain.toLowerCase().replace(/\.$/, '');
  const ascii = domainToASCII(lower) || lower;
  return gmail.has(ascii) ? 'gmail.com' : ascii;
}
