import type { FastifyRequest } from 'fastify';
import { type Language, languages } from '../../domain/format.ts';

// Browsers send a few dozen characters, but a header may have 16,000.
const longest = 200;

/** The supported language that the caller prefers; Polish when there is none. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .slice(0, longest)
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(/;\s*q=/);
      return { tag: tag.slice(0, 2).toLowerCase(), weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => languages.find((language) => language === tag));
  return wanted.find((language) => language !== undefined) ?? 'pl';
}
