import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../domain/problem.ts';
import { openRenderThread } from './thread.ts';

const thread = openRenderThread();
afterAll(() => thread.close());

let made = 0;
const view = {
  language: 'pl',
  number: 'FP/1',
  lines: Array.from({ length: 200 }, (_, index) => ({ name: `Towar ${index}` })),
};

/** Past the check of the template: what the thread itself withstands. */
function render(source: string, seen: object = view): Promise<string> {
  made += 1;
  return thread.render({ key: `template ${made}`, kind: 'invoice', source, view: seen });
}

async function refusal(source: string): Promise<Record<string, unknown>> {
  const error = await render(source).then(
    (html) => html,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`no Problem but ${String(error).slice(0, 100)}`);
  expect(error.code).toBe('template.render_failed');
  return error.params;
}

describe('rendering', () => {
  it('escapes what it prints, in text and in attributes', async () => {
    const html = await render('<p title="{{number}}">{{number}}</p>', { language: 'pl', number: `<b a='1' c="2">&` });
    expect(html).toBe(
      `<p title="${'&lt;b a&#x3D;&#x27;1&#x27; c&#x3D;&quot;2&quot;&gt;&amp;'}">${'&lt;b a&#x3D;&#x27;1&#x27; c&#x3D;&quot;2&quot;&gt;&amp;'}</p>`,
    );
  });

  it('writes labels in the language of the view', async () => {
    expect(await render('{{t "issueDate"}}')).toBe('Data wystawienia');
    expect(
      await render('{{#each lines}}{{#if @first}}{{t "issueDate"}}{{/if}}{{/each}}', { ...view, language: 'en' }),
    ).toBe('Issue date');
  });

  it('compares with the closed helpers', async () => {
    const source = '{{#if (and (eq number "FP/1") (not (gt 1 2)))}}yes{{/if}}{{#if (or false (eq 1 2))}}no{{/if}}';
    expect(await render(source)).toBe('yes');
  });

  it('places the blocks it was given and nothing for those it was not', async () => {
    const input = { key: 'made', kind: 'email', source: '[{{> logo}}{{> button}}]', view } as const;
    expect(await thread.render({ ...input, made: { button: '<a>x</a>' } })).toBe('[<a>x</a>]');
  });

  it('answers calls made at once in their order', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => render(`{{number}} ${index}`)));
    expect(all).toEqual(Array.from({ length: 50 }, (_, index) => `FP/1 ${index}`));
  });

  it('a syntax error names its line', async () => {
    expect(await refusal('<p>\n{{#if x}}{{/each}}')).toMatchObject({ reason: 'template', line: 2 });
  });
});

describe('what a template cannot reach', () => {
  it.each([
    '{{constructor}}',
    '{{constructor.constructor}}',
    '{{__proto__}}',
    '{{lines.constructor.name}}',
    '{{#each lines}}{{constructor.name}}{{/each}}',
    '{{toString}}',
    '{{@root.constructor}}',
  ])('%s prints nothing', async (source) => {
    expect((await render(source)).trim()).toBe('');
  });

  it.each([
    '{{lookup . "number"}}',
    '{{log "x"}}',
    '{{#with this}}{{number}}{{/with}}',
    '{{{helperMissing}}}',
    '{{#blockHelperMissing}}x{{/blockHelperMissing}}',
    '{{> (lookup . "number")}}',
    '{{> nothing}}',
  ])('%s shows no fact', async (source) => {
    const outcome = await render(source).catch((error: unknown) => error);
    expect(outcome instanceof Problem ? '' : outcome).not.toContain('FP/1');
  });

  it('an AST passed off as a source is refused', async () => {
    const ast = JSON.parse('{"type":"Program","body":[{"type":"MustacheStatement"}]}');
    const outcome = await thread
      .render({ key: 'ast', kind: 'invoice', source: ast, view })
      .catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Problem);
  });
});

describe('a template that never ends', () => {
  it('nested loops are killed, and the next rendering works', async () => {
    const loop = '{{#each @root.lines}}';
    const params = await refusal(`${loop.repeat(5)}x${'{{/each}}'.repeat(5)}`);
    expect(params.reason).toMatch(/^(time|memory)$/);
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('3,000 nested ifs end as a refusal and the next rendering works', async () => {
    const params = await refusal('{{#if number}}'.repeat(3_000) + '{{/if}}'.repeat(3_000));
    expect(params.reason).toBeDefined();
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('what fills the memory is killed and the next rendering works', async () => {
    const loop = '{{#each @root.lines}}';
    const params = await refusal(`${loop.repeat(3)}{{name}}{{@index}}${'{{/each}}'.repeat(3)}`);
    expect(params.reason).toMatch(/^(memory|time)$/);
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('a text longer than any string can be is refused', async () => {
    const loop = '{{#each @root.lines}}';
    const params = await refusal(`${loop.repeat(4)}${'x'.repeat(20_000)}${'{{/each}}'.repeat(4)}`);
    expect(params.reason).toBe('template');
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('a page that grows too long is refused', async () => {
    expect(await refusal(`{{#each lines}}${'x'.repeat(50_000)}{{/each}}`)).toMatchObject({ reason: 'template' });
  });

  it('those who wait behind it are served', async () => {
    const loop = '{{#each @root.lines}}';
    const endless = render(`${loop.repeat(5)}x${'{{/each}}'.repeat(5)}`);
    const behind = [render('{{number}} a'), render('{{number}} b')];
    await expect(endless).rejects.toBeInstanceOf(Problem);
    expect(await Promise.all(behind)).toEqual(['FP/1 a', 'FP/1 b']);
  });
});

it('a closed thread refuses', async () => {
  const own = openRenderThread();
  expect(await own.render({ key: 'a', kind: 'invoice', source: '{{number}}', view })).toBe('FP/1');
  await own.close();
  await expect(own.render({ key: 'a', kind: 'invoice', source: '{{number}}', view })).rejects.toThrow('closed');
});
