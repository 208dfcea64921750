import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aFoundReceipt } from '../shared/testing.ts';
import { attemptFor, emptyDraft, emptyForm, loadDraft, saveDraft } from './draftStore.ts';
import { everythingOf } from './gathering.ts';

const kept = new Map<string, string>();
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
  removeItem: (name: string) => void kept.delete(name),
};

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => vi.unstubAllGlobals());

describe('the draft on the device', () => {
  it('is empty when the stored text is broken or of another version', () => {
    for (const stored of ['{', '{}', 'null', '[]', '{"version":2,"gathered":[]}', '{"version":1}']) {
      kept.set('efk.draft', stored);
      expect(loadDraft(), stored).toEqual(emptyDraft());
    }
  });

  it('is empty, and the page works, when storage is forbidden or full', () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    saveDraft({ ...emptyDraft(), form: { ...emptyForm, personName: 'Anna Nowak' } });
    expect(loadDraft()).toEqual(emptyDraft());
  });

  it('is restored unchanged', () => {
    const receipt = aFoundReceipt();
    const draft = {
      ...emptyDraft(),
      gathered: [{ receipt, taken: everythingOf(receipt) }],
      form: { ...emptyForm, personName: 'Anna Nowak' },
      attempt: { key: 'k', body: 'b' },
    };
    saveDraft(draft);
    expect(loadDraft()).toEqual(draft);
  });

  it('removes its entry when there is nothing to store', () => {
    saveDraft({ ...emptyDraft(), form: { ...emptyForm, email: 'anna@example.pl' } });
    saveDraft(emptyDraft());
    expect(kept.size).toBe(0);
  });
});

describe('the key of an order', () => {
  it('stays for the same order, so a retry gets the same invoice', () => {
    const first = attemptFor('{"lines":[1]}', undefined, () => 'a');
    expect(attemptFor('{"lines":[1]}', first, () => 'b')).toEqual(first);
  });

  it('is new for another order, which the server would refuse under the old key', () => {
    const first = attemptFor('{"lines":[1]}', undefined, () => 'a');
    expect(attemptFor('{"lines":[2]}', first, () => 'b').key).toBe('b');
  });
});
