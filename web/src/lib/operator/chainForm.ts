import type { NewChain } from '../../../../src/contract/chains.ts';
import { country } from '../shared/country.ts';
import { isEmail } from '../shared/fields/emailField.ts';
import { isSlug } from './slug.ts';

/** The form as typed; a field's key is its JSON pointer in the request, so that the server's errors can be matched. */
export type ChainForm = Record<TextField, string> & { '/baseTheme': NewChain['baseTheme'] };
export type TextField =
  | '/name'
  | '/slug'
  | '/seller/name'
  | '/seller/nip'
  | '/seller/address'
  | '/admin/email'
  | '/store/code'
  | '/store/name'
  | '/store/address'
  | '/copyEmail'
  | '/contact/phone'
  | '/contact/email'
  | '/contact/url';
export type FormError =
  | { kind: 'missing' | 'slug' | 'nip' | 'email' | 'code' | 'phone' | 'url' }
  | { kind: 'long'; most: number };
export type FormErrors = Partial<Record<TextField, FormError>>;

const most: Partial<Record<TextField, number>> = {
  '/name': 80,
  '/seller/name': 200,
  '/seller/address': 200,
  '/store/name': 120,
  '/store/address': 200,
  '/contact/url': 300,
};
const shapes: Partial<Record<TextField, (text: string) => FormError['kind'] | undefined>> = {
  '/slug': (text) => (isSlug(text) ? undefined : 'slug'),
  '/seller/nip': (text) => (country.taxId.isValid(country.taxId.normalise(text) ?? '') ? undefined : 'nip'),
  '/admin/email': (text) => (isEmail(text) ? undefined : 'email'),
  '/store/code': (text) => (/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/.test(text) ? undefined : 'code'),
  '/copyEmail': (text) => (isEmail(text) ? undefined : 'email'),
  '/contact/phone': (text) => (/^\+?[0-9][0-9 ()-]{4,28}$/.test(text) ? undefined : 'phone'),
  '/contact/email': (text) => (isEmail(text) ? undefined : 'email'),
  '/contact/url': (text) => (/^https:\/\//.test(text) && URL.canParse(text) ? undefined : 'url'),
};
const optional: readonly TextField[] = ['/copyEmail', '/contact/phone', '/contact/email', '/contact/url'];

export function emptyForm(): ChainForm {
  return {
    '/name': '',
    '/slug': '',
    '/seller/name': '',
    '/seller/nip': '',
    '/seller/address': '',
    '/baseTheme': 'default',
    '/admin/email': '',
    '/store/code': 'S01',
    '/store/name': '',
    '/store/address': '',
    '/copyEmail': '',
    '/contact/phone': '',
    '/contact/email': '',
    '/contact/url': '',
  };
}

/** The chain for the contract, or the error of each field. */
export function readChainForm(form: ChainForm): { chain: NewChain } | { errors: FormErrors } {
  const errors: FormErrors = {};
  for (const field of textFields) {
    const error = errorOf(field, tidy(form[field]));
    if (error) errors[field] = error;
  }
  return Object.keys(errors).length > 0 ? { errors } : { chain: chainOf(form) };
}

/** In the order of the page. */
export const textFields: readonly TextField[] = [
  '/name',
  '/slug',
  '/seller/name',
  '/seller/nip',
  '/seller/address',
  '/contact/phone',
  '/contact/email',
  '/contact/url',
  '/admin/email',
  '/copyEmail',
  '/store/code',
  '/store/name',
  '/store/address',
];

/** The error of one field as typed; undefined when there is none. */
export function errorOf(field: TextField, text: string): FormError | undefined {
  if (!text) return optional.includes(field) ? undefined : { kind: 'missing' };
  const limit = most[field];
  if (limit !== undefined && text.length > limit) return { kind: 'long', most: limit };
  const kind = shapes[field]?.(text);
  return kind && kind !== 'long' ? { kind } : undefined;
}

function chainOf(form: ChainForm): NewChain {
  const text = (field: TextField) => tidy(form[field]);
  const [phone, email, url] = [text('/contact/phone'), text('/contact/email'), text('/contact/url')];
  return {
    slug: text('/slug'),
    name: text('/name'),
    seller: {
      name: text('/seller/name'),
      nip: country.taxId.normalise(text('/seller/nip')) ?? '',
      address: text('/seller/address'),
    },
    baseTheme: form['/baseTheme'],
    admin: { email: text('/admin/email') },
    store: { code: text('/store/code'), name: text('/store/name'), address: text('/store/address') },
    ...(text('/copyEmail') ? { copyEmail: text('/copyEmail') } : {}),
    ...((phone || email || url) && {
      contact: { ...(phone && { phone }), ...(email && { email }), ...(url && { url }) },
    }),
  };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
