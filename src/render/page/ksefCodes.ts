import QRCode from 'qrcode';
import type { Language } from '../../domain/format.ts';
import { escapeHtml } from '../escape.ts';
import type { CleanHtml } from '../html/clean.ts';
import { labels } from '../labels.ts';

/** A QR code of KSeF: the address that it holds, and the words under it. */
export type KsefCode = { address: string; label: string };

/** The `{{> ksef}}` block: where a layout wants the codes. A layout without it has them at its end. */
export const ksefPlace = '<div class="ksef-codes"></div>';

/**
 * The body with the codes in their place. They are added after the body was cleaned, and their size and colours are
 * `!important` in the element itself, so no rule of a layout can shrink, hide or recolour them.
 */
export function withKsefCodes(
  html: CleanHtml,
  codes: readonly KsefCode[],
  { language, isConfirmation }: { language: Language; isConfirmation: boolean },
): CleanHtml {
  if (codes.length === 0) return html;
  const note = isConfirmation ? labels[language].confirmationNote : labels[language].ksefCheck;
  const block = `<section style="${important(blockStyle)}"><p style="${important(noteStyle)}">${escapeHtml(note)}</p><div style="${important(rowStyle)}">${codes.map(codeHtml).join('')}</div></section>`;
  const [before = '', ...after] = html.body.split(ksefPlace);
  return { ...html, body: after.length === 0 ? html.body + block : before + block + after.join('') };
}

const shown = {
  display: 'block',
  position: 'static',
  visibility: 'visible',
  opacity: '1',
  transform: 'none',
  filter: 'none',
};
const blockStyle = {
  ...shown,
  'margin-top': '6mm',
  'break-inside': 'avoid',
};
const noteStyle = { margin: '0 0 2mm', 'font-size': '8pt', color: 'var(--text-muted)' };
const rowStyle = { ...shown, display: 'flex', gap: '10mm', 'align-items': 'flex-start' };
const codeStyle = { ...shown, margin: '0', 'max-width': '80mm' };
const labelStyle = { display: 'block', 'margin-top': '1mm', 'font-size': '8pt', color: '#000' };

function codeHtml({ address, label }: KsefCode): string {
  return `<figure style="${important(codeStyle)}">${drawing(address)}<figcaption style="${important(labelStyle)}">${escapeHtml(label)}</figcaption></figure>`;
}

/** Modules of 0.5 mm at least, which phones read from paper. Source of the quiet zone of 4 modules: ISO/IEC 18004. */
function drawing(address: string): string {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const side = modules.size + 2 * quiet;
  const size = `${Math.max(32, side * 0.5).toFixed(1)}mm`;
  const style = important({
    ...shown,
    width: size,
    height: size,
    'min-width': size,
    background: '#fff',
  });
  let path = '';
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; ) {
      const start = column;
      while (column < modules.size && modules.get(row, column)) column++;
      if (column > start) path += `M${start + quiet} ${row + quiet}h${column - start}v1h-${column - start}z`;
      else column++;
    }
  return `<svg style="${style}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" aria-hidden="true"><path style="${important({ ...shown, fill: '#000', 'fill-opacity': '1' })}" d="${path}"/></svg>`;
}

function important(style: { [property: string]: string }): string {
  return Object.entries(style)
    .map(([property, value]) => `${property}:${value}!important`)
    .join(';');
}
