import { expect, test } from 'vitest';
import { checkTemplate } from '../../../../../src/render/check/template.ts';
import { invoiceFacts } from '../../../../../src/render/facts/facts.ts';
import { fieldTexts } from '../../text/office/fieldTexts.ts';
import { fieldDocs } from './fieldDocs.ts';

const sorts = ['invoice', 'email'] as const;

test.each(Object.entries(fieldTexts))(
  'every field has a description in the language %s, and no other has one',
  (_, docs) => {
    const paths = new Set(sorts.flatMap(fieldDocs).flatMap((group) => group.fields.map((field) => field.path)));
    expect(Object.keys(docs).toSorted()).toEqual([...paths].toSorted());
  },
);

test('every fact of the law has its article, and no other field has one', () => {
  const marked = fieldDocs('invoice')
    .flatMap((group) => group.fields)
    .filter((field) => field.article !== undefined);
  expect(marked.map((field) => field.path).toSorted()).toEqual(invoiceFacts.map((fact) => fact.path).toSorted());
  expect(marked.find((field) => field.path === 'lines[].discount')?.article).toBe('art. 106e ust. 1 pkt 10');
});

test.each(sorts)('a snippet that a click inserts is accepted in the %s template', (sort) => {
  for (const { list, fields } of fieldDocs(sort)) {
    const body = fields.map((field) => field.snippet).join('\n');
    const source = list ? `{{#each ${list}}}\n${body}\n{{/each}}` : body;
    expect(checkTemplate(sort, source).filter((error) => error.code !== 'fact.missing')).toEqual([]);
  }
});
