import { escapeHtml } from '../../render/escape.ts';

type Operation = { summary?: string; tags?: string[]; requestBody?: unknown; responses?: Record<string, unknown> };
type Spec = { info?: { description?: string }; paths?: Record<string, Record<string, unknown> | undefined> };

const audiences: Record<string, string> = {
  pos: 'Tills (POS key)',
  shopper: 'Shoppers',
  office: 'Office: staff and admins',
  operator: 'Operators',
};

/** The OpenAPI document as one page: a section per audience, a block per route. */
export function docsPage(document: object): string {
  const spec = document as Spec;
  const calls = Object.entries(spec.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  );
  const sections = Object.entries(audiences).map(([tag, title]) => {
    const own = calls.filter(({ operation }) => operation.tags?.includes(tag));
    return `<h2>${title}</h2>${own.map(callBlock).join('')}`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>eFakturomat API</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem}code,pre{font-family:ui-monospace,monospace;font-size:.85rem}summary{cursor:pointer;padding:.5rem 0}summary b{display:inline-block;min-width:4rem}pre{overflow:auto;padding:1rem;border:1px solid;border-radius:6px}</style></head>
<body><main><h1>eFakturomat API</h1><p>${escapeHtml(spec.info?.description ?? '')}</p><p><a href="/api/v1/openapi.json">openapi.json</a></p>${sections.join('')}</main></body></html>`;
}

function callBlock({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const facts = JSON.stringify({ body: operation.requestBody, responses: operation.responses }, null, 2);
  return `<details><summary><b>${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}</summary><pre tabindex="0">${escapeHtml(facts)}</pre></details>`;
}
