// A postcode has 6 characters and a NIP 13. A longer number may have to wrap in a narrow column.
const hyphenated = /(?<![\w-])\d+(?:-\d+)+(?![\w-])(?=[^<>]*<)/g;
const longest = 13;

/**
 * Clean HTML in which postcodes, tax ids and other short numbers with hyphens do not break over two lines. Chromium breaks
 * a line after each hyphen. Drawings are left as they are, as SVG has no <span>.
 */
export function withNumbersTogether(html: string): string {
  return html
    .split(/(<svg[\s>][\s\S]*?<\/svg>)/i)
    .map((part, index) => (index % 2 === 0 ? part.replace(hyphenated, together) : part))
    .join('');
}

function together(number: string): string {
  return number.length > longest ? number : `<span class="together">${number}</span>`;
}
