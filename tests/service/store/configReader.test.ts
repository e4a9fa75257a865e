import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { createOutboxTable } from '../../../electron/city/store/outboxTable.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { restConfig, writeBackOf } from '../outbox/support.ts';
import { openAt, tempDir } from './support.ts';

let dir: ReturnType<typeof tempDir>;
let store: AssembledStore;
const upstream = { url: 'http://127.0.0.1:9' } as Parameters<typeof restConfig>[0];
const saved = (changes: object) =>
  store.saveSource(SourceConfig.parse({ ...restConfig(upstream, writeBackOf('plain')), ...changes }));
beforeEach(() => {
  dir = tempDir();
  store = openAt(dir.path);
  saved({});
});
afterEach(() => {
  store.close();
  dir.remove();
});

it('a configuration is read once, and again after it was changed, taken away and added again', () => {
  const [first] = store.sources();
  expect(store.sources()[0]?.config).toBe(first?.config);
  expect(store.source('grid')?.config).toBe(first?.config);
  saved({ name: '另一个' });
  expect(store.sources()[0]?.config.name).toBe('另一个');
  expect(store.outlets()).toHaveLength(1);
  store.removeSource('grid');
  expect([store.sources(), store.source('grid'), store.outlets()]).toEqual([[], null, []]);
  saved({ writeBack: undefined });
  expect(store.source('grid')?.config.name).toBe('区级平台');
  expect(store.outlets()).toEqual([]);
});

it('the messages are counted after every act without a statement being prepared for it', () => {
  const db = new Database(databasePath(dir.path));
  const prepared: string[] = [];
  const { prepare } = db;
  db.prepare = ((sql: string) => {
    prepared.push(sql);
    return Reflect.apply(prepare, db, [sql]);
  }) as typeof db.prepare;
  const table = createOutboxTable(db);
  expect(prepared.length).toBeGreaterThan(0);
  prepared.length = 0;
  for (let act = 0; act < 3; act++) expect(table.counts()).toEqual({ pending: 0, failed: 0 });
  expect(prepared).toEqual([]);
  db.close();
});
