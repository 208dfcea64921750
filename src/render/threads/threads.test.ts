import { afterAll, describe, expect, it } from 'vitest';
import zielony from '../../../themes/zielony/theme.json' with { type: 'json' };
import type { Theme } from '../../domain/chains/theme.ts';
import { Problem } from '../../domain/problem.ts';
import { openTemplateThreads } from './threads.ts';

const thread = openTemplateThreads({ size: 1, mostWaiting: 100 });
afterAll(() => thread.close());

let made = 0;
const view = {
  language: 'pl',
  number: 'FP/1',
  lines: Array.from({ length: 200 }, (_, index) => ({ name: `Towar ${index}` })),
};

/** Skips the check of the template, to test the thread's own protection. */
async function render(source: string, seen: object = view): Promise<string> {
  made += 1;
  return (await thread.render('chain', { key: `template ${made}`, kind: 'invoice', source, view: seen })).body;
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

describe('icons', () => {
  const theme = { ...zielony, logo: '' } as Theme;

  it('one that is not drawn in time is refused, and the next one is drawn', async () => {
    const hurried = openTemplateThreads({ size: 1, limits: { renderMs: 0 } });
    const refused = hurried.icon('chain', { theme, icon: '512' }).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ code: 'unavailable' });
    await hurried.close();
    const png = await thread.icon('chain', { theme, icon: '192' });
    expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('rendering', () => {
  it('escapes data in text and in attributes', async () => {
    const html = await render('<p title="{{number}}">{{number}}</p>', { language: 'pl', number: `<b a='1' c="2">&` });
    expect(html).toBe(`<p title="&lt;b a='1' c=&quot;2&quot;&gt;&amp;">&lt;b a='1' c="2"&gt;&amp;</p>`);
  });

  it('writes labels in the language of the view', async () => {
    expect(await render('{{t "issueDate"}}')).toBe('Data wystawienia');
    expect(
      await render('{{#each lines}}{{#if @first}}{{t "issueDate"}}{{/if}}{{/each}}', { ...view, language: 'en' }),
    ).toBe('Issue date');
  });

  it('compares with the helpers of the closed list', async () => {
    const source = '{{#if (and (eq number "FP/1") (not (gt 1 2)))}}yes{{/if}}{{#if (or false (eq 1 2))}}no{{/if}}';
    expect(await render(source)).toBe('yes');
  });

  it('prints the given blocks, and nothing for missing ones', async () => {
    const input = { key: 'made', kind: 'email', source: '[{{> logo}}{{> button}}]', view } as const;
    expect((await thread.render('chain', { ...input, blocks: { button: '<a>x</a>' } })).body).toBe('[<a>x</a>]');
  });

  it('answers simultaneous calls in order', async () => {
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

  it('an AST in place of a source is refused', async () => {
    const ast = JSON.parse('{"type":"Program","body":[{"type":"MustacheStatement"}]}');
    const outcome = await thread
      .render('chain', { key: 'ast', kind: 'invoice', source: ast, view })
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

  it('3,000 nested ifs are refused, and the next rendering works', async () => {
    const params = await refusal('{{#if number}}'.repeat(3_000) + '{{/if}}'.repeat(3_000));
    expect(params.reason).toBeDefined();
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('a template that fills the memory is killed, and the next rendering works', async () => {
    const loop = '{{#each @root.lines}}';
    const params = await refusal(`${loop.repeat(3)}{{name}}{{@index}}${'{{/each}}'.repeat(3)}`);
    expect(params.reason).toMatch(/^(memory|time)$/);
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('a text longer than JavaScript’s longest string is refused', async () => {
    const loop = '{{#each @root.lines}}';
    const params = await refusal(`${loop.repeat(4)}${'x'.repeat(20_000)}${'{{/each}}'.repeat(4)}`);
    expect(params.reason).toBe('template');
    expect(await render('{{number}}')).toBe('FP/1');
  });

  it('a page that exceeds the length limit is refused', async () => {
    expect(await refusal(`{{#each lines}}${'x'.repeat(50_000)}{{/each}}`)).toMatchObject({ reason: 'template' });
  });

  it('renderings that wait behind an endless one still run', async () => {
    const loop = '{{#each @root.lines}}';
    const endless = render(`${loop.repeat(5)}x${'{{/each}}'.repeat(5)}`);
    const behind = [render('{{number}} a'), render('{{number}} b')];
    await expect(endless).rejects.toBeInstanceOf(Problem);
    expect(await Promise.all(behind)).toEqual(['FP/1 a', 'FP/1 b']);
  });
});

/** Without a limit, each of these sources froze the checking process or filled its memory. */
const endlessSources: [string, 'invoice' | 'theme', string][] = [
  ['quotes and brackets that never close', 'invoice', `{{${'[`+`\\]['.repeat(29)}`],
  ['200,000 characters of open blocks', 'invoice', '{{#if a}}'.repeat(22_000)],
  ['3,000 nested subexpressions', 'invoice', `{{t ${'(eq '.repeat(3_000)}${')'.repeat(3_000)}}}`],
  ['60,000 open elements', 'invoice', '<p>'.repeat(60_000)],
  ['10,000 style elements that never close', 'invoice', '<style>'.repeat(20_000)],
  ['40,000 mustaches that never close', 'invoice', '{{"'.repeat(60_000)],
  ['a theme nested 90,000 deep', 'theme', `${'['.repeat(90_000)}${']'.repeat(90_000)}`],
  ['a theme with 20,000 unknown fields', 'theme', `{${Array.from({ length: 20_000 }, (_, n) => `"x${n}":1`)}}`],
];

describe('checking', () => {
  it('returns the errors of a source and their places', async () => {
    const errors = await thread.check('chain', { kind: 'invoice', source: '<p>\n{{unknown.field}}</p>' });
    expect(errors).toContainEqual(expect.objectContaining({ code: 'field.unknown', line: 2 }));
    const theme = await thread.check('chain', { kind: 'theme', source: '{"name": 7' });
    expect(theme).toMatchObject([{ code: 'theme.json', line: 1 }]);
  });

  it.each(endlessSources)(
    '%s: the process stays free while it is checked, and the answer is an error',
    async (_, kind, source) => {
      let answered = false;
      const check = thread.check('chain', { kind, source }).then((found) => {
        answered = true;
        return found;
      });
      // Only microtasks run here, so an answer from another thread cannot have arrived.
      for (let turn = 0; turn < 20; turn += 1) await null;
      expect(answered).toBe(false);
      const errors = await check;
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(errors).length).toBeLessThan(80_000);
      expect(await render('{{number}}')).toBe('FP/1');
    },
  );

  it('a check that exceeds a limit returns the one error template.too_slow', async () => {
    const hurried = openTemplateThreads({ size: 1, limits: { checkMs: 0 } });
    expect(await hurried.check('chain', { kind: 'invoice', source: '<p>x</p>'.repeat(5_000) })).toMatchObject([
      { code: 'template.too_slow', line: 1, column: 1 },
    ]);
    await hurried.close();
  });
});

describe('one slot for each chain', () => {
  const loop = '{{#each @root.lines}}';
  const endless = {
    key: 'endless',
    kind: 'invoice',
    source: `${loop.repeat(5)}x${'{{/each}}'.repeat(5)}`,
    view,
  } as const;
  const quick = { key: 'quick', kind: 'invoice', source: '{{number}}', view } as const;

  it('a chain with one endless rendering after another leaves a thread to other chains', async () => {
    const two = openTemplateThreads({ size: 2, limits: { renderMs: 300 } });
    const hostile = Array.from({ length: 4 }, () => two.render('hostile', endless).catch((error: Problem) => error));
    let ended = 0;
    for (const one of hostile) void one.then(() => (ended += 1));
    expect((await two.render('neighbour', quick)).body).toBe('FP/1');
    expect(ended).toBeLessThan(4);
    for (const outcome of await Promise.all(hostile)) expect(outcome).toBeInstanceOf(Problem);
    await two.close();
  });

  it('tasks beyond the waiting limit are refused with rate.limited', async () => {
    const one = openTemplateThreads({ size: 1, mostWaiting: 2, limits: { renderMs: 300 } });
    const asked = Array.from({ length: 5 }, () => one.render('hostile', endless).catch((error: Problem) => error.code));
    const codes = await Promise.all(asked);
    expect(codes.toSorted()).toEqual([...Array(2).fill('rate.limited'), ...Array(3).fill('template.render_failed')]);
    await one.close();
  });
});

it('closed threads refuse', async () => {
  const own = openTemplateThreads({ size: 1 });
  const input = { key: 'a', kind: 'invoice', source: '{{number}}', view } as const;
  expect((await own.render('chain', input)).body).toBe('FP/1');
  await own.close();
  await expect(own.render('chain', input)).rejects.toThrow('closed');
  await expect(own.check('chain', { kind: 'invoice', source: 'x' })).rejects.toThrow('closed');
});
