import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, picturesAtBothSizes, soon, test } from './support/fixtures.ts';
import { emptyHall } from './support/halls.ts';

const HEAD = '工单编号,受理时间,诉求内容,承办单位,工单状态';
const FIRST = [
  HEAD,
  'GD001,2026-11-20 09:00:00,路灯不亮,路灯所,办理中',
  'GD002,2026-11-20 10:00:00,垃圾堆放,环卫所,办理中',
  'GD003,2026-11-20 11:00:00,占道经营,城管中队,办理中',
];
/** Later, of all that is open: without the department, and without GD003. */
const LATER = [
  '工单编号,受理时间,诉求内容,工单状态',
  'GD001,2026-11-20 09:00:00,路灯不亮（已报修）,办理中',
  'GD002,2026-11-20 10:00:00,垃圾堆放,已办结',
];

function written(name: string, lines: string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'citywhistle-')), name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

test('a whole list closes what it lacks once its number is confirmed, and an import is taken back', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const connections = await (await consoleOf(hall)).open('connections');
  await connections.becomeAdministrator();
  await connections.importFile(written('第46周.csv', FIRST));
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');

  await connections.importAnother(written('第47周在办.csv', LATER));
  await soon(() => connections.fileFacts()).toContain('第47周在办.csv');
  await connections.imports.into('第46周');
  await connections.imports.declareWhole();
  await soon(() => connections.imports.wholeCount()).toBe(
    '表中 2 件；数据源现有未结 3 件，其中 1 件不在表中，导入后将按结案处理（如 GD003）',
  );
  expect(await connections.imports.canStart()).toBe(false);
  await picturesAtBothSizes(connections, 'imports-whole');
  await connections.imports.confirmWhole();
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');
  await soon(async () => (await connections.imports.records())[0]).toMatch(
    /第47周在办\.csv.*新增案件 0 件，改动 3 件.*整表中没有的 1 件已按结案处理/,
  );

  const states = async () => {
    const { items } = await hall.cases('');
    return items.map(({ sourceId, status, org }) => [sourceId, status, org]).sort();
  };
  // The second list had no column for the department.
  expect(await states()).toEqual([
    ['GD001', 'open', '路灯所'],
    ['GD002', 'closed', '环卫所'],
    ['GD003', 'closed', '城管中队'],
  ]);

  await connections.imports.undo('误选了上周的清单');
  await soon(() => connections.imports.undone()).toMatch(/误选了上周的清单.*还原 3/);
  expect(await states()).toEqual([
    ['GD001', 'open', '路灯所'],
    ['GD002', 'open', '环卫所'],
    ['GD003', 'open', '城管中队'],
  ]);
  await connections.select('第46周');
  await soon(async () => (await connections.imports.records()).length).toBe(2);
  await picturesAtBothSizes(connections, 'imports-undone');
});

test('what was corrected of rows is listed with its import and stands on the page of the case', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(emptyHall());
  const connections = await (await consoleOf(hall)).open('connections');
  await connections.becomeAdministrator();
  const lines = [
    '工单编号,受理时间,诉求内容,工单状态,结案时间',
    'GD001,2026-11-20 09:00:00,路灯不亮,已办结,2026-11-21 09:00:00',
    'GD002,2026-11-20 10:00:00,垃圾堆放,已办结,2026-11-31 10:00:00',
    'GD003,2026-11-20 11:00:00,占道经营,挂空,',
  ];
  await connections.importFile(written('第48周.csv', lines));
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');
  await soon(async () => (await connections.imports.records())[0]).toMatch(
    /收到 3 行.*入库 1.*入库有说明 2.*未变 0.*隔离 0/,
  );
  await connections.imports.showNoted();
  await soon(async () => (await connections.imports.noted()).length).toBe(2);
  await picturesAtBothSizes(connections, 'imports-noted');
  await connections.imports.notedOfKind('挂空');
  await soon(async () => (await connections.imports.noted()).join()).toMatch(/^GD003 .*挂空/);
  await connections.imports.openNoted('GD003');
  await soon(() => connections.imports.corrected()).toMatch(/^导入时的更正.*第48周\.csv.*挂空/);
  await picturesAtBothSizes(connections, 'imports-case');
});

test('each count of an import lists its rows', async ({ consoleOf, using }) => {
  const hall = await using(emptyHall());
  const connections = await (await consoleOf(hall)).open('connections');
  await connections.becomeAdministrator();
  await connections.importFile(written('第49周.csv', FIRST));
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');
  await connections.importAnother(
    written('第50周.csv', [
      HEAD,
      ...FIRST.slice(1, 3),
      'GD004,2026-11-22 09:00:00,井盖破损,市政所,办理中',
      'GD005,2026-11-22 10:00:00,违规张贴,城管中队,挂空',
      'GD006,某日,占道经营,城管中队,办理中',
    ]),
  );
  await soon(() => connections.fileFacts()).toContain('第50周.csv');
  await connections.imports.into('第49周');
  await connections.startImport();
  await soon(() => connections.importState()).toBe('✓ 导入完成');
  await soon(async () => (await connections.imports.records())[0]).toMatch(
    /收到 5 行.*入库 1.*入库有说明 1.*未变 2.*隔离 1/,
  );
  await connections.imports.showRows('unchanged');
  await soon(() => connections.imports.rows()).toEqual(['GD001 路灯不亮', 'GD002 垃圾堆放']);
  await connections.imports.showRows('quarantined');
  await soon(async () => (await connections.imports.rows()).join()).toMatch(/^GD006 .*某日/);
  await picturesAtBothSizes(connections, 'imports-rows');
  await connections.imports.showRows('clean');
  await soon(() => connections.imports.rows()).toEqual(['GD004 井盖破损']);
});
