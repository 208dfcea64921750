import { expect, test } from 'vitest';
import { checkTemplate } from '../../../../../src/render/check/template.ts';
import { invoiceFacts } from '../../../../../src/render/facts/facts.ts';
import { fieldDocsPl } from '../../text/office/fieldDocs.pl.ts';
import { fieldDocs } from './fieldDocs.ts';

const sorts = ['invoice', 'email'] as const;

test.each(sorts)('every field of the %s template has a Polish description', (sort) => {
  const missing = fieldDocs(sort)
    .flatMap((group) => group.fields)
    .filter((field) => !fieldDocsPl[field.path]);
  expect(missing).toEqual([]);
});

test('no Polish description belongs to a field that no template has', () => {
  const paths = new Set(sorts.flatMap(fieldDocs).flatMap((group) => group.fields.map((field) => field.path)));
  expect(Object.keys(fieldDocsPl).filter((path) => !paths.has(path))).toEqual([]);
});

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
