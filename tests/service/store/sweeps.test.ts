import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { good, openAt, page, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
let store: AssembledStore;

beforeEach(() => {
  dir = tempDir();
  store = openAt(dir.path);
  store.saveSource(sourceConfig('hotline'));
});
afterEach(() => {
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

describe('sweeps', () => {
  it('bury what several sweeps did not list, and nothing sooner', () => {
    store.applyPage(page('hotline', [good('1', {}), good('2', {})], T0));
    for (const round of [1, 2]) {
      store.applyPage(page('hotline', [good('1', {})], T0 + round * 100 + 1));
      const early = store.finishSweep('hotline', T0 + round * 100, 3, T0 + round * 100 + 2, 0, 1000);
      expect(early).toMatchObject({ revision: 1, updated: 0, changed: [] });
    }
    store.applyPage(page('hotline', [good('1', {})], T0 + 301));
    const third = store.finishSweep('hotline', T0 + 300, 3, T0 + 302, 0, 1000);
    expect(third).toMatchObject({ revision: 2, updated: 1, changedIds: ['hotline:2'] });
    expect(third.changed).toMatchObject([{ seq: 2, gone: true, source: 'hotline' }]);
    expect(store.detail('hotline:2', T0)).toMatchObject({
      goneAt: T0 + 302,
      history: [{}, { kind: 'gone' }],
    });
    expect(store.finishSweep('hotline', T0 + 400, 3, T0 + 402, 0, 1000).updated).toBe(0);
  });

  it('give a case back when it is listed again, changed or not, new or old', () => {
    const rows = [good('same', {}), good('other', {}), good('older', {})];
    store.applyPage(page('hotline', rows, T0));
    expect(store.finishSweep('hotline', T0 + 1, 1, T0 + 2, 0, 1000).updated).toBe(3);
    const back = store.applyPage(
      page(
        'hotline',
        [
          good('same', {}),
          good('other', { org: '城管所' }),
          good('older', { org: '旧', updatedAt: T0 - 9e6 }),
        ],
        T0 + 3,
      ),
    );
    expect(back).toMatchObject({ revision: 3, updated: 3 });
    expect(back.changed.map((row) => [row.gone, row.org])).toEqual([
      [false, '市政所'],
      [false, '城管所'],
      [false, '市政所'],
    ]);
    for (const id of ['same', 'other', 'older']) {
      expect(store.detail(`hotline:${id}`, T0)).toMatchObject({
        goneAt: null,
        history: [{ kind: 'first-seen' }, { kind: 'gone' }, { kind: 'returned' }],
      });
    }
  });

  it('concern one source only', () => {
    store.saveSource(sourceConfig('grid'));
    store.applyPage(page('grid', [good('1', {})], T0));
    expect(store.finishSweep('hotline', T0 + 1, 1, T0 + 2, 0, 1000).updated).toBe(0);
  });
});

describe('open cases', () => {
  it('come oldest check first, without the closed and the gone', () => {
    store.applyPage(page('hotline', [good('1', {}), good('2', {}), good('3', { status: 'closed' })], T0));
    store.applyPage(page('hotline', [good('4', {})], T0 + 1));
    store.applyPage(page('hotline', [good('1', {})], T0 + 2));
    expect(store.openSourceIds('hotline', 10)).toEqual(['2', '4', '1']);
    expect(store.openSourceIds('hotline', 1)).toEqual(['2']);
    store.applyPage(
      page('hotline', [good('2', { status: 'closed' }), good('3', { status: 'open' })], T0 + 3),
    );
    expect(store.openSourceIds('hotline', 10)).toEqual(['4', '1', '3']);
    store.finishSweep('hotline', T0 + 2, 1, T0 + 4, 0, 1000);
    expect(store.openSourceIds('hotline', 10)).toEqual(['1', '3']);
  });
});

describe('sources', () => {
  it('keep what is noted of them', () => {
    store.recordAttempt('hotline', { at: T0, ok: true, skewMs: 12.5, error: null });
    const error = { code: 'http-500', parameters: { status: 500 }, message: '上游出错' };
    store.recordAttempt('hotline', { at: T0 + 1, ok: false, skewMs: null, error });
    store.setCursor('hotline', 'c9');
    expect(store.source('hotline')).toEqual({
      config: sourceConfig('hotline'),
      accounting: { received: 0, stored: 0, unchanged: 0, quarantined: 0 },
      cursor: 'c9',
      lastSuccessAt: T0,
      lastAttemptAt: T0 + 1,
      newestRowAt: null,
      skewMs: 12.5,
      error: { ...error, at: T0 + 1 },
    });
    store.recordAttempt('hotline', { at: T0 + 2, ok: true, skewMs: null, error: null });
    expect(store.source('hotline')).toMatchObject({ error: null, skewMs: 12.5, lastSuccessAt: T0 + 2 });
  });

  it('keep their cases when removed, and start afresh when they come back', () => {
    store.applyPage({ ...page('hotline', [good('1', {})], T0), cursor: 'c1' });
    store.removeSource('hotline');
    expect(store.sources()).toEqual([]);
    expect(store.source('hotline')).toBeNull();
    expect(store.detail('hotline:1', T0)).not.toBeNull();
    store.saveSource(sourceConfig('hotline'));
    expect(store.source('hotline')).toMatchObject({ cursor: null, accounting: { received: 1 } });
  });

  it('survive the next start', () => {
    store.applyPage(page('hotline', [good('1', {})], T0));
    store.close();
    store = openAt(dir.path);
    expect(store.revision()).toBe(1);
    expect(store.sources()).toHaveLength(1);
    expect(store.applyPage(page('hotline', [good('2', {})], T0)).changed[0]?.seq).toBe(2);
  });
});

describe('summaries', () => {
  it('come in the order asked for, with what is overdue now', () => {
    const due = T0 + 100;
    store.applyPage(
      page(
        'hotline',
        [
          good('open', { dueAt: due }),
          good('late', { status: 'closed', dueAt: due, closedAt: due + 1 }),
          good('in-time', { status: 'closed', dueAt: due, closedAt: due }),
          good('no-limit', { dueAt: null, dueBasis: null }),
        ],
        T0,
      ),
    );
    const overdue = (now: number) =>
      store.summaries([4, 1, 99, 3, 2], now).map((c) => [c.sourceId, c.overdue]);
    expect(overdue(due)).toEqual([
      ['no-limit', false],
      ['open', false],
      ['in-time', false],
      ['late', true],
    ]);
    expect(overdue(due + 1)[1]).toEqual(['open', true]);
  });
});
