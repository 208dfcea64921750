import { sanitizeSvg } from '../page/logo.ts';
import type { TemplateSort } from '../source/partials.ts';

const dataImage = /^data:image\/(png|jpeg|webp|gif|svg\+xml);base64,([A-Za-z0-9+/]*={0,2})$/;

/**
 * An embedded image that a document may contain; undefined for anything else. In some mail programs an SVG can load
 * resources, so mails accept no SVG; in an invoice an SVG is reduced like a logo.
 */
export function cleanImage(url: string, sort: TemplateSort): string | undefined {
  const compact = url.replace(/[\s]+/g, '');
  const match = dataImage.exec(compact);
  if (!match) return undefined;
  if (match[1] !== 'svg+xml') return compact;
  if (sort === 'email') return undefined;
  const logo = sanitizeSvg(Buffer.from(match[2] ?? '', 'base64').toString('utf8'));
  return logo.ok ? `data:image/svg+xml;base64,${Buffer.from(logo.svg).toString('base64')}` : undefined;
}
