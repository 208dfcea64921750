import { describe, expect, it } from 'vitest';
import { aTheme } from '../testing/builders.ts';
import { checkTheme, type Palette } from './theme.ts';

function errorsOf(value: unknown) {
  const checked = checkTheme(value);
  return checked.ok ? [] : checked.errors.map(({ path, code }) => `${path} ${code}`);
}

/** The sample theme with some colours of one scheme changed. */
function withColors(scheme: 'light' | 'dark', colors: Partial<Palette>) {
  const theme = aTheme();
  return { ...theme, [scheme]: { ...theme[scheme], ...colors } };
}

describe('checkTheme', () => {
  it('accepts a complete theme that was read from JSON', () => {
    expect(checkTheme(JSON.parse(JSON.stringify(aTheme())))).toEqual({ ok: true, theme: aTheme() });
  });

  it.each([null, undefined, [], 'theme', 1])('refuses %j', (value) => {
    expect(errorsOf(value)).toEqual([' theme.invalid']);
  });

  it('refuses unknown fields at every level, inherited names among them', () => {
    const theme = aTheme();
    const extra = {
      ...theme,
      css: 'body{}',
      light: { ...theme.light, 'a/b': '#ffffff' },
      font: { ...theme.font, mono: 'Nunito' },
    };
    expect(errorsOf(extra)).toEqual(['/css theme.unknown', '/light/a~1b theme.unknown', '/font/mono theme.unknown']);
    const hostile = JSON.stringify(theme).replace('{', '{"__proto__":{"x":1},"constructor":1,');
    expect(errorsOf(JSON.parse(hostile))).toEqual(['/__proto__ theme.unknown', '/constructor theme.unknown']);
  });

  it('names each missing field', () => {
    expect(errorsOf({})).toEqual(
      ['name', 'light', 'dark', 'font', 'radius', 'headingCase', 'voice', 'logo'].map((key) => `/${key} theme.missing`),
    );
    const { body, ...font } = aTheme().font;
    expect(errorsOf({ ...aTheme(), font })).toEqual(['/font/body theme.missing']);
    expect(body).toBe('Nunito');
  });

  it.each([
    ['/name', { name: '' }],
    ['/name', { name: 'x'.repeat(81) }],
    ['/radius', { radius: -1 }],
    ['/radius', { radius: 33 }],
    ['/radius', { radius: 1.5 }],
    ['/radius', { radius: '4' }],
    ['/headingCase', { headingCase: 'capitalize' }],
    ['/voice', { voice: 'Pan' }],
    ['/logo', { logo: 'x'.repeat(20_001) }],
    ['/logo', { logo: null }],
    ['/light', { light: '#ffffff' }],
    ['/font', { font: [] }],
    ['/font/body', { font: { ...aTheme().font, body: 'Comic Sans' } }],
    ['/font/headingWeight', { font: { ...aTheme().font, headingWeight: '700' } }],
  ])('refuses a wrong %s', (path, change) => {
    expect(errorsOf({ ...aTheme(), ...change })).toEqual([`${path} theme.invalid`]);
  });

  it.each(['#fff', 'white', '#ffffff80', '#gggggg', 'rgb(0,0,0)', '#ffffff;color:red', '#ffffff\n', 0])(
    'refuses the colour %j',
    (color) => {
      expect(errorsOf({ ...aTheme(), light: { ...aTheme().light, brand: color } })).toEqual([
        '/light/brand theme.invalid',
      ]);
    },
  );

  it.each<[keyof Palette, Partial<Palette>]>([
    ['text', { text: '#808080' }],
    ['textMuted', { textMuted: '#909090' }],
    ['onBrand', { onBrand: '#1b5e21' }],
    ['onAccent', { onAccent: '#0d47a2' }],
    ['onDanger', { onDanger: '#b71c1d' }],
    ['danger', { danger: '#ff8a80', onDanger: '#000000' }],
    ['success', { success: '#7cb342' }],
    ['brand', { brand: '#ffeb3b', onBrand: '#000000' }],
  ])('refuses a light %s that cannot be read', (front, colors) => {
    const errors = errorsOf(withColors('light', colors));
    expect(errors).not.toEqual([]);
    expect(new Set(errors)).toEqual(new Set([`/light/${front} theme.contrast`]));
  });

  it('checks text on the raised surface and the dark scheme as well', () => {
    const checked = checkTheme(withColors('dark', { surfaceRaised: '#8a8a8a' }));
    expect(checked).toMatchObject({ ok: false });
    expect(errorsOf(withColors('dark', { surfaceRaised: '#8a8a8a' }))).toEqual([
      '/dark/text theme.contrast',
      '/dark/textMuted theme.contrast',
    ]);
    expect(checked.ok ? [] : checked.errors.map(({ params }) => params)).toEqual([
      { token: 'dark.text', back: 'surfaceRaised', ratio: 3.16, least: 4.5 },
      { token: 'dark.textMuted', back: 'surfaceRaised', ratio: 1.83, least: 4.5 },
    ]);
  });

  it('requires 3:1 for the brand on the surface, and sets no limit for lines', () => {
    expect(errorsOf(withColors('light', { brand: '#8a8a00', onBrand: '#000000', line: '#ffffff' }))).toEqual([]);
  });
});
