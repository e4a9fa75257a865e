import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maskPersons } from '../../../electron/city/privacy/wallText.ts';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { type ColumnReader, openColumnReader } from '../../../electron/city/store/columnReader.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { good, openAt, page, sourceConfig, T0, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
let store: AssembledStore;
let reader: ColumnReader;

beforeEach(() => {
  dir = tempDir();
  store = openAt(dir.path);
  store.saveSource(sourceConfig('hotline'));
  reader = openColumnReader(databasePath(dir.path), null, maskPersons);
});
afterEach(() => {
  reader.close();
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
  dir.remove();
});

const indexAll = () => {
  while (store.indexBatch(2));
};

describe('column reader', () => {
  it('yields the same rows that a page reports', () => {
    const result = store.applyPage(
      page(
        'hotline',
        [good('1', {}), good('2', { lon: null, dueAt: null, org: null, status: 'closed' })],
        T0,
      ),
    );
    expect([...reader.rows()]).toEqual(result.changed);
    expect([reader.revision(), reader.count()]).toEqual([1, 2]);
  });

  it('yields what changed since a revision, each case once', () => {
    store.applyPage(page('hotline', [good('1', {}), good('2', {}), good('3', {})], T0));
    store.applyPage(page('hotline', [good('2', { org: '甲' }), good('4', {})], T0));
    store.applyPage(page('hotline', [good('2', { org: '乙' }), good('4', { org: '丙' })], T0));
    const since = (revision: number) => [...reader.rowsSince(revision)].map((row) => [row.seq, row.org]);
    expect(since(3)).toEqual([]);
    expect(since(2)).toEqual([
      [2, '乙'],
      [4, '丙'],
    ]);
    expect(since(1)).toEqual([
      [2, '乙'],
      [4, '丙'],
    ]);
    expect(since(0)).toHaveLength(4);
    expect(since(77)).toHaveLength(4);
  });

  it('reports tombstones as changes', () => {
    store.applyPage(page('hotline', [good('1', {})], T0));
    store.finishSweep('hotline', T0 + 1, 1, T0 + 2, 0, 1000);
    expect([...reader.rowsSince(1)]).toMatchObject([{ seq: 1, gone: true }]);
  });

  it('keeps one snapshot while it is read, and lets go of it when the reading stops early', () => {
    store.applyPage(page('hotline', [good('1', {}), good('2', {})], T0));
    const rows = reader.rows()[Symbol.iterator]();
    expect(rows.next().value).toMatchObject({ seq: 1 });
    store.applyPage(page('hotline', [good('2', { org: '后来' }), good('3', {})], T0));
    expect(rows.next().value).toMatchObject({ seq: 2, org: '市政所' });
    rows.return?.();
    expect([...reader.rows()].map((row) => row.org)).toEqual(['市政所', '后来', '市政所']);
  });
});

describe('search', () => {
  beforeEach(() => {
    store.applyPage(
      page(
        'hotline',
        [
          good('GS20240612000001', { title: '井盖破损', address: '中山南路 12 号' }),
          good('GS20240612000002', {
            title: '积水',
            description: '井盖完好，路面盖破，护栏破损',
            org: 'PWD Ｍain',
          }),
          good('3', { title: '占道经营', description: null, address: null, categoryName: '秩序' }),
        ],
        T0,
      ),
    );
  });

  it.each([
    ['井', [1, 2]],
    ['井盖', [1, 2]],
    ['井盖破损', [1]],
    ['中山南路', [1, 2]],
    ['占道 经营', [3]],
    ['000001', [1]],
    ['gs2024', [1, 2]],
    ['612000002', [2]],
    ['main', [2]],
    ['秩序', [3]],
    ['井盖 秩序', []],
    ['" OR *', []],
    ['tokens:井', []],
    ['NEAR(井 盖)', []],
    ['', []],
  ])('%s', (typed, seqs) => {
    expect([...reader.search(typed)], 'not yet indexed').toEqual(seqs);
    expect(reader.searchBacklog()).toBe(3);
    indexAll();
    expect(reader.searchBacklog()).toBe(0);
    expect([...reader.search(typed)], 'indexed').toEqual(seqs);
  });

  it('follows a change at once and keeps no trace of the old text', () => {
    indexAll();
    store.applyPage(
      page('hotline', [good('3', { title: '路灯不亮', description: null, address: null })], T0),
    );
    expect(reader.searchBacklog()).toBe(1);
    for (const step of ['before indexing', 'after']) {
      expect([...reader.search('占道')], step).toEqual([]);
      expect([...reader.search('路灯')], step).toEqual([3]);
      indexAll();
    }
    expect(reader.searchBacklog()).toBe(0);
    store.applyPage(
      page('hotline', [good('3', { title: '路灯不亮', description: null, address: null, rework: 1 })], T0),
    );
    expect(reader.searchBacklog()).toBe(0);
  });

  it('tells whether more is waiting', () => {
    expect(store.indexBatch(2)).toBe(true);
    expect(store.indexBatch(2)).toBe(false);
    expect(store.indexBatch(2)).toBe(false);
  });
});
