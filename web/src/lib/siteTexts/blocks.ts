/** A part of a line: plain, bold, or a link. */
export type Span = { text: string; bold?: true; href?: string };
export type Block =
  | { kind: 'heading'; spans: Span[] }
  | { kind: 'paragraph'; lines: Span[][] }
  | { kind: 'list'; items: Span[][] };

/**
 * Reads the subset of Markdown that the texts of a site may use: `## heading`, `- item`, `**bold**`, `[text](address)`.
 * Everything else is plain text, HTML too. An address is a path of this site, https:, mailto: or tel:.
 */
export function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  for (const part of source.replaceAll('\r', '').split(/\n{2,}/)) {
    for (const lines of runsOf(part.split('\n').filter((line) => line.trim()))) blocks.push(blockOf(lines));
  }
  return blocks;
}

/** Neighbouring lines of one kind. A heading is always alone. */
function runsOf(lines: string[]): string[][] {
  const runs: string[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && kindOf(last[0] ?? '') === kindOf(line) && kindOf(line) !== 'heading') last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function blockOf(lines: string[]): Block {
  const kind = kindOf(lines[0] ?? '');
  const spans = lines.map((line) => spansOf(line.replace(/^\s*(#{1,6}|[-*])\s+/, '').trim()));
  if (kind === 'heading') return { kind, spans: spans[0] ?? [] };
  return kind === 'list' ? { kind, items: spans } : { kind, lines: spans };
}

function kindOf(line: string): Block['kind'] {
  if (/^\s*#{1,6}\s/.test(line)) return 'heading';
  return /^\s*[-*]\s/.test(line) ? 'list' : 'paragraph';
}

function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const found of line.matchAll(/\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)/g)) {
    const [whole, bold, label, address] = found;
    if (found.index > from) spans.push({ text: line.slice(from, found.index) });
    const href = address && safeAddress(address);
    if (bold !== undefined) spans.push({ text: bold, bold: true });
    else spans.push(href && label ? { text: label, href } : { text: whole });
    from = found.index + whole.length;
  }
  if (from < line.length) spans.push({ text: line.slice(from) });
  return spans;
}

function safeAddress(given: string): string | undefined {
  const address = given.trim();
  // "//host" and "/\host" lead to another site.
  if (/^\/(?![/\\])[^\s\\]*$/.test(address)) return address;
  if (/^tel:/i.test(address)) return address.replace(/[^+\d:a-z]/gi, '');
  return /^(https:\/\/|mailto:)[^\s<>"]+$/i.test(address) ? address : undefined;
}
