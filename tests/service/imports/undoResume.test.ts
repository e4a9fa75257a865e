import { expect, it } from 'vitest';
import { openDatabase } from '../../../electron/city/store/driver.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { eventually } from '../../support/city.ts';
import { importList } from '../../support/importing.ts';
import { openAt } from '../store/support.ts';
import {
  cityOfImports,
  counted,
  findings,
  list,
  records,
  reopenedAfter,
  undo,
  undoRefused,
} from './support.ts';

const one = (id: string) => list('工单编号,受理时间', `${id},2026-11-20 08:00:00`);

it('an undo that fails at the start keeps no other one from going on, and can be asked again', async () => {
  const city = await cityOfImports();
  const first = await importList(city, one('A'), { sourceId: 'one' });
  const second = await importList(city, one('B'), { sourceId: 'two' });
  const again = await reopenedAfter(city, () => {
    const store = openAt(city.dataDir);
    for (const { id } of [first, second])
      store.imports.beginUndo(id, { at: Date.UTC(2026, 10, 24, 1, 30), by: '管理员', reason: '选错了文件' });
    store.close();
    run(
      city.dataDir,
      "CREATE TRIGGER broken BEFORE UPDATE ON cases WHEN old.seq = 1 BEGIN SELECT raise(ABORT, 'x'); END",
    );
  });
  const done = async (id: string) =>
    (await records(again)).items.find((record) => record.id === id)?.undo?.done ?? null;
  await eventually('the second undo', async () => (await done(second.id)) !== null);
  expect(await done(first.id)).toBeNull();
  expect(await undoRefused(again, first)).toMatchObject({ status: 500 });
  expect(await counted(again)).toEqual(['A open –']);

  run(again.dataDir, 'DROP TRIGGER broken');
  expect((await undo(again, first)).undo?.done).toMatchObject({ cases: { removed: 1 } });
  expect(await undoRefused(again, first)).toMatchObject({ status: 409, code: 'import-undone' });
  expect(await counted(again)).toEqual([]);
  expect((await findings(again)).found).toEqual([]);
});

function run(dataDir: string, sql: string): void {
  const db = openDatabase(databasePath(dataDir), {}, null);
  db.exec(sql);
  db.close();
}
