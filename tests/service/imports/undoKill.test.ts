import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AssembledStore } from '../../../electron/city/store/cityStore.ts';
import { openDatabase } from '../../../electron/city/store/driver.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { bad, good, openAt, page, sourceConfig, T0, tempDir } from '../store/support.ts';
import { undoTo } from './storeImport.ts';

const CHILD = fileURLToPath(new URL('undoChild.ts', import.meta.url));
const IDS = ['1', '2', '3', '4', '5', '6', '7'];
const NOBODY = { id: null, name: 'root' };

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

/** Three cases; then an import that changes two of them, creates four, and has a row that cannot be read. */
function fill(): void {
  const store = openAt(dir.path);
  store.saveSource({ ...sourceConfig('hotline'), paused: true });
  store.applyPage(page('hotline', [good('1', {}), good('2', {}), good('3', {})], T0));
  const key = begin(store);
  const rows = [
    ...['2', '3', '4', '5', '6', '7'].map((id) => good(id, { org: '错' })),
    bad('{"id":"8"}', 'bad-time'),
  ];
  store.applyPage({ ...page('hotline', rows, T0 + 11), import: { key, leftOut: 0 } });
  store.imports.end(key, {
    ...{ state: 'done', at: T0 + 12, error: null, leftOut: 0, whole: null },
  });
  store.close();
}

function begin(store: AssembledStore): number {
  return store.imports.begin({ id: 'wrong', source: 'hotline', file: 'a.csv', at: T0 + 10, by: NOBODY });
}

function goOn(store: AssembledStore): void {
  for (const { id } of store.imports.unfinishedUndos()) undoTo(store, id, T0 + 60);
}

const state = (store: AssembledStore) =>
  IDS.map((id) => {
    const found = store.detail(`hotline:${id}`, T0);
    return found === null || found.goneAt !== null ? `${id} –` : `${id} ${found.org}`;
  });

const UNDONE = ['1 市政所', '2 市政所', '3 市政所', '4 –', '5 –', '6 –', '7 –'];
const IMPORTED = ['1 市政所', '2 错', '3 错', '4 错', '5 错', '6 错', '7 错'];

it('an undo that is killed at any statement is whole or not begun, and goes on', { timeout: 300_000 }, () => {
  for (let writes = 1; ; writes += 17) {
    dir.remove();
    dir = tempDir();
    fill();
    const child = spawnSync(process.execPath, [CHILD, dir.path, String(writes)], { encoding: 'utf8' });
    expect(checkIntegrity(dir.path).findings, `after ${writes}`).toEqual([]);
    const store = openAt(dir.path);
    const isBegun = (store.imports.find('wrong')?.undo ?? null) !== null;
    if (!isBegun) expect(state(store)).toEqual(IMPORTED);
    goOn(store);
    if (isBegun) {
      expect(state(store)).toEqual(UNDONE);
      expect(store.unresolvedQuarantine()).toBe(0);
      expect(store.imports.find('wrong')?.undo?.done).toEqual({
        cases: {
          ...{ removed: 4, restored: 2, 'changed-since': 0, 'listed-since': 0, whistled: 0, unreadable: 0 },
        },
        ...{ refused: 1, listedAgain: 0 },
      });
    }
    store.close();
    expect(checkIntegrity(dir.path).findings, `after ${writes}`).toEqual([]);
    if (child.signal !== 'SIGKILL') {
      expect(child.stdout).toBe('ended\n');
      expect(writes).toBeGreaterThan(20);
      return;
    }
  }
});

it('leaves a case whose former state is damaged, says so, and takes the others back', () => {
  for (const damage of ["before = '{'", 'before = NULL', 'before = \'{"values":[]}\'', "contact = '[1]'"]) {
    dir.remove();
    dir = tempDir();
    fill();
    const db = openDatabase(databasePath(dir.path), {}, null);
    db.exec(`UPDATE import_cases SET ${damage} WHERE seq = 2`);
    db.close();
    const store = openAt(dir.path);
    const mark = { at: T0 + 50, by: '管理员', reason: '选错了文件' };
    expect(store.imports.beginUndo('wrong', mark)).toBe(true);
    // Asked again while it is not at its end, it goes on; afterwards there is nothing to undo.
    expect(store.imports.beginUndo('wrong', { ...mark, by: '另一人' })).toBe(true);
    goOn(store);
    expect(store.imports.beginUndo('wrong', mark)).toBe(false);
    expect(state(store), damage).toEqual(['1 市政所', '2 错', ...UNDONE.slice(2)]);
    expect(store.imports.find('wrong')?.undo).toMatchObject({
      by: '管理员',
      done: { cases: { removed: 4, restored: 1, unreadable: 1 } },
    });
    store.close();
    expect(checkIntegrity(dir.path).findings).toEqual([]);
  }
});

it('leaves a case under the whistle that was blown on it', () => {
  fill();
  const db = openDatabase(databasePath(dir.path), {}, null);
  db.pragma('foreign_keys = OFF');
  db.exec("INSERT INTO whistle_cases (case_id, whistle) VALUES ('hotline:5', 1), ('hotline:2', 1)");
  db.close();
  const store = openAt(dir.path);
  store.imports.beginUndo('wrong', { at: T0 + 50, by: '管理员', reason: '选错了文件' });
  goOn(store);
  // A case that was there before is there still, as it was.
  expect(state(store)).toEqual(['1 市政所', '2 市政所', '3 市政所', '4 –', '5 错', '6 –', '7 –']);
  expect(store.imports.find('wrong')?.undo?.done?.cases).toMatchObject({
    removed: 3,
    restored: 2,
    whistled: 1,
  });
  store.close();
});

const CONTACT = {
  name: '测试甲',
  phone: '13800000001',
  email: null,
  address: '甲路1号',
  identity: null,
  originalDescription: null,
};
const OTHER = { ...CONTACT, phone: '13900000009' };

/** A closed case with contact data of which an import changes the number. */
function importOther(store: AssembledStore, at: number, differences: Parameters<typeof good>[1]): void {
  const key = store.imports.begin({
    ...{ id: 'second', source: 'hotline', file: 'b.csv', at, by: NOBODY },
  });
  const row = good('1', { contact: OTHER, ...differences });
  store.applyPage({ ...page('hotline', [row], at + 1), import: { key, leftOut: 0 } });
  store.imports.end(key, {
    ...{ state: 'done', at: at + 2, error: null, leftOut: 0, whole: null },
  });
  expect(store.contacts.of('hotline:1')?.phone).toBe('13900000009');
}

function erase(store: AssembledStore, closedBefore: number): void {
  const line = { at: T0, actor: null, action: 'contact.purge', subject: '', result: 'done' } as const;
  const { erased } = store.contactErasure.eraseBatch(closedBefore, 0, 100, () => ({ ...line, details: {} }));
  expect(erased).toBe(1);
}

function undoSecond(store: AssembledStore): void {
  store.imports.beginUndo('second', { at: T0 + 50, by: '管理员', reason: '选错了文件' });
  goOn(store);
  expect(store.imports.find('second')?.undo?.done?.cases).toMatchObject({ restored: 1 });
}

const CLOSED = { status: 'closed', closedAt: T0 } as const;

it('gives erased contact data back to nobody', () => {
  fill();
  const store = openAt(dir.path);
  store.applyPage(page('hotline', [good('1', { ...CLOSED, contact: CONTACT })], T0 + 20));
  importOther(store, T0 + 30, CLOSED);
  erase(store, T0 + 40);
  undoSecond(store);
  expect(store.contacts.of('hotline:1')).toBeNull();
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
});

it('takes back contact data that an import brought to a case whose own was erased before', () => {
  fill();
  const store = openAt(dir.path);
  store.applyPage(page('hotline', [good('1', { ...CLOSED, contact: CONTACT })], T0 + 20));
  erase(store, T0 + 25);
  importOther(store, T0 + 30, {});
  undoSecond(store);
  expect(store.contacts.of('hotline:1')).toBeNull();
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
});

it('gives back what came after an erasure and before the import', () => {
  fill();
  const store = openAt(dir.path);
  store.applyPage(page('hotline', [good('1', { ...CLOSED, contact: CONTACT })], T0 + 20));
  erase(store, T0 + 25);
  store.applyPage(page('hotline', [good('1', { contact: CONTACT })], T0 + 26));
  importOther(store, T0 + 30, {});
  undoSecond(store);
  expect(store.contacts.of('hotline:1')).toEqual(CONTACT);
  store.close();
  expect(checkIntegrity(dir.path).findings).toEqual([]);
});

it('gives back contact data that an import kept before there were addresses', () => {
  fill();
  const store = openAt(dir.path);
  const before = { ...CONTACT, address: null };
  store.applyPage(page('hotline', [good('1', { contact: before })], T0 + 20));
  importOther(store, T0 + 30, {});
  store.close();
  const db = openDatabase(databasePath(dir.path), {}, null);
  db.exec("UPDATE import_cases SET contact = json_remove(contact, '$[4]') WHERE contact IS NOT NULL");
  db.close();
  const later = openAt(dir.path);
  undoSecond(later);
  expect(later.contacts.of('hotline:1')).toEqual(before);
  later.close();
});

it('says nothing of contact data that the import left as it was', () => {
  fill();
  const store = openAt(dir.path);
  store.applyPage(page('hotline', [good('1', { contact: OTHER })], T0 + 20));
  importOther(store, T0 + 30, { org: '错' });
  undoSecond(store);
  const changes = store.detail('hotline:1', T0)?.history.at(-1)?.changes;
  expect(changes).toMatchObject({ org: ['错', '市政所'], undone: [null, 'second'] });
  expect(changes).not.toHaveProperty('contact');
  store.close();
});
