import type { FastifyRequest } from 'fastify';
import type { Language } from '../../domain/format.ts';

// Browsers send a few dozen characters, but a header may have 16,000.
const longest = 200;

/** Polish unless the caller prefers English. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .slice(0, longest)
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(/;\s*q=/);
      return { language: tag.slice(0, 2).toLowerCase(), weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter(({ language, weight }) => weight > 0 && (language === 'pl' || language === 'en'))
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language === 'en' ? 'en' : 'pl';
}
