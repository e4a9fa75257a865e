import { expect, it } from 'vitest';
import { WholeCount } from '../../../shared/contract/imports.ts';
import { importList, uploadList } from '../../support/importing.ts';
import { cityOfImports, counted, detail, findings, importWhole, list, records, undo } from './support.ts';

const HEAD = '工单编号,受理时间,工单状态,处置部门';
const one = (id: string, status = '办理中') => `${id},2026-11-20 08:00:00,${status},甲`;
const THREE = list(HEAD, one('A'), one('B'), one('C'), one('D', '已办结'));

it('closes what a whole list lacks, and no more than was confirmed', async () => {
  const city = await cityOfImports();
  await importList(city, THREE);
  const { count, job } = await importWhole(city, list(HEAD, one('A'), one('E')));
  expect(count).toEqual({ listed: 2, open: 3, missing: 2, samples: ['B', 'C'], refused: null });
  expect(job.whole).toEqual({ confirmed: 2, found: 2, closed: 2, refused: null });
  expect(job.accounting).toEqual({ received: 2, stored: 1, unchanged: 1, quarantined: 0 });
  expect(await counted(city)).toEqual([
    'A open 甲',
    'B closed 甲',
    'C closed 甲',
    'D closed 甲',
    'E open 甲',
  ]);
  const closed = await detail(city, 'B');
  // It is not deleted, and when it was closed nobody knows.
  expect(closed).toMatchObject({ goneAt: null, closedAt: null, stage: null });
  expect(closed.history.at(-1)).toMatchObject({
    kind: 'changed',
    changes: { status: ['open', 'closed'], absent: [null, job.id] },
  });
  expect(await records(city)).toMatchObject({ items: [{ whole: { closed: 2 } }, { whole: null }] });
  const verified = await findings(city);
  expect(verified.found).toEqual([]);
  // A list that has it again, whether or not it says a word of its status.
  await importList(verified.city, list('工单编号,受理时间', 'B,2026-11-20 08:00:00'));
  await importList(verified.city, list(HEAD, one('C')));
  expect(await counted(verified.city)).toEqual([
    ...['A open 甲', 'B open 甲', 'C open 甲', 'D closed 甲', 'E open 甲'],
  ]);
  expect(await detail(verified.city, 'B')).toMatchObject({ stage: 'handling' });
  expect((await findings(verified.city)).found).toEqual([]);
});

it('is undone with its import', async () => {
  const city = await cityOfImports();
  await importList(city, THREE);
  const { job } = await importWhole(city, list(HEAD, one('A')));
  expect(job.whole?.closed).toBe(2);
  expect((await undo(city, job)).undo?.done?.cases).toMatchObject({ restored: 2, removed: 0 });
  expect(await counted(city)).toEqual(['A open 甲', 'B open 甲', 'C open 甲', 'D closed 甲']);
  expect(await detail(city, 'B')).toMatchObject({ stage: 'handling' });
  expect((await findings(city)).found).toEqual([]);
});

it('closes nothing where another number was confirmed, and says so', async () => {
  const city = await cityOfImports();
  await importList(city, THREE);
  const { job } = await importWhole(city, list(HEAD, one('A')), 1);
  expect(job).toMatchObject({
    state: 'done',
    whole: {
      ...{ confirmed: 1, found: 2, closed: 0 },
      refused: { code: 'whole-changed', parameters: { confirmed: 1, found: 2 } },
    },
  });
  expect(await counted(city)).toEqual(['A open 甲', 'B open 甲', 'C open 甲', 'D closed 甲']);
});

it('counts a refused row as listed where its number is known, and refuses where it is not', async () => {
  const city = await cityOfImports();
  await importList(city, THREE);
  const known = await importWhole(city, list(HEAD, one('A'), 'B,某日,办理中,甲'));
  expect(known.count).toMatchObject({ listed: 2, missing: 1, samples: ['C'] });
  expect(known.job).toMatchObject({ accounting: { quarantined: 1 }, whole: { closed: 1, refused: null } });
  expect(await counted(city)).toEqual(['A open 甲', 'B open 甲', 'C closed 甲', 'D closed 甲']);

  for (const unreadable of [',2026-11-20 08:00:00,办理中,甲', '2.5E+17,2026-11-20 08:00:00,办理中,甲']) {
    const { count, job } = await importWhole(city, list(HEAD, one('A'), unreadable));
    const refused = { code: 'whole-unreadable', parameters: { rows: 1 } };
    expect(count).toMatchObject({ refused });
    expect(job.whole).toMatchObject({ found: null, closed: 0, refused });
  }
  expect(await counted(city)).toEqual(['A open 甲', 'B open 甲', 'C closed 甲', 'D closed 甲']);
});

it('takes no list without a case for a whole one', async () => {
  const city = await cityOfImports();
  await importList(city, THREE);
  const { uploadId, mapping } = await uploadList(city, list(HEAD, one('A')));
  const { uploadId: emptyId } = await uploadList(city, list(HEAD));
  const body = { sourceId: 'list', mapping };
  const count = await city.send('POST', `/api/uploads/${emptyId}/whole`, body, WholeCount);
  expect(count).toMatchObject({ listed: 0, missing: 3, refused: { code: 'whole-empty' } });
  // A source that is not there yet has nothing to close.
  const fresh = await city.send(
    'POST',
    `/api/uploads/${uploadId}/whole`,
    { sourceId: 'other', mapping },
    WholeCount,
  );
  expect(fresh).toMatchObject({ listed: 1, open: 0, missing: 0, refused: null });
  expect(await counted(city)).toEqual(['A open 甲', 'B open 甲', 'C open 甲', 'D closed 甲']);
});
