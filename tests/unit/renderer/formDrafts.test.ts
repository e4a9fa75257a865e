import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropDraft, keepDraft, keptDraft } from '../../../renderer/base/formDrafts.ts';
import { Typed } from '../../../renderer/windows/whistles/draft.ts';

const NOW = Date.UTC(2026, 10, 24, 1);
const DAY = 24 * 60 * 60_000;
let kept: Map<string, string>;
let isFull: boolean;

beforeEach(() => {
  kept = new Map();
  isFull = false;
  vi.stubGlobal('document', {});
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('drafts of forms', () => {
  it('belong to their operator and form, and go when they are dropped', () => {
    keepDraft('a', 'act:1:note:', { at: NOW, values: '围挡已设' });
    expect(keptDraft('a', 'act:1:note:', NOW)).toEqual({ at: NOW, values: '围挡已设' });
    expect(keptDraft('b', 'act:1:note:', NOW)).toBeNull();
    expect(keptDraft('a', 'act:2:note:', NOW)).toBeNull();
    dropDraft('a', 'act:1:note:', NOW);
    expect(keptDraft('a', 'act:1:note:', NOW)).toBeNull();
    expect(kept.size).toBe(0);
  });

  it('are kept for a week, and the newest thirty of them', () => {
    keepDraft('a', 'old', { at: NOW - 7 * DAY, values: 1 });
    expect(keptDraft('a', 'old', NOW)).toBeNull();
    for (let i = 0; i < 31; i++) keepDraft('a', `f${i}`, { at: NOW + i, values: i });
    expect(keptDraft('a', 'f0', NOW)).toBeNull();
    expect(keptDraft('a', 'f1', NOW)?.values).toBe(1);
    expect(keptDraft('a', 'f30', NOW)?.values).toBe(30);
  });

  it('lose nothing but themselves where the space is used up or damaged', () => {
    isFull = true;
    expect(() => keepDraft('a', 'f', { at: NOW, values: 1 })).not.toThrow();
    kept.set('citywhistle.drafts.a', '{"f":');
    expect(keptDraft('a', 'f', NOW)).toBeNull();
  });
});

it('the form of a whistle takes back only what it can use, and no defaults', () => {
  const rest = { drafted: null, ids: { draft: 'd-1', submit: 's-1' } };
  expect(Typed.parse({ edits: { subject: '积水' }, ...rest }).edits).toEqual({ subject: '积水' });
  expect(Typed.safeParse({ edits: { departments: '区水务局' }, ...rest }).success).toBe(false);
  expect(Typed.safeParse({ edits: { unknown: 1 }, ...rest }).success).toBe(false);
});
