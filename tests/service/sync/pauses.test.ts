import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { moveCases } from '../../../electron/city/composition/caseDeadlines.ts';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { packWithCalendar } from '../../../shared/pack/ownCalendar.ts';
import { dueBy } from '../../../shared/pack/placer.ts';
import { keepingBeside } from '../../support/city.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';
import { options, silent, tempDir } from '../store/support.ts';

/**
 * The clock of a case rests while it is suspended (挂账) or waits for its check (待核查), by what the upstream tells: by its
 * stage from list to list, or by times of its own. E0102 of this pack has 4 working hours.
 */
const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const pack = readPack(build('packs/nanjing-qinhuai'), build('calendars'));
const at = (local: string): number => Date.parse(`2026-11-${local.replace(' ', 'T')}:00+08:00`);
const HEAD = '案件编号,上报时间,小类编码,当前环节,结案时间';
const ROW = 'A1,2026-11-20 17:30:00,E0102';

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
  mkdirSync(join(dir.path, 'uploads'));
});
afterEach(() => dir.remove());

async function importAt(now: number, lines: string[]): Promise<void> {
  const path = join(dir.path, 'list.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const session = await openImportSession({
    ...{ dataDir: dir.path, uploadsDir: join(dir.path, 'uploads'), pack, clock: { now: () => now } },
    ...{ logger: silent, workbookWorkerUrl, keeping: keepingBeside(dir.path), encryption: null },
  });
  const { mapping } = await inspectFile(path, null, pack.manifest, workbooks);
  const job = await session.imports.startFile(path, { sourceId: 'list', name: 'list', mapping });
  const ended = await session.imports.finished(job.id);
  expect(ended).toMatchObject({ state: 'done', accounting: { quarantined: 0 } });
  await session.close();
}

function stored(now: number) {
  const store = openStore(options(dir.path));
  try {
    return store.detail('list:A1', now);
  } finally {
    store.close();
  }
}

it('rests from the change of the stage, goes on afterwards, and judges the closing by the moved limit', async () => {
  await importAt(at('23 08:30'), [HEAD, `${ROW},处置中,`]);
  expect(stored(at('23 08:30'))).toMatchObject({ dueAt: at('23 11:30'), dueBasis: 'pack', pauses: [] });

  await importAt(at('23 09:00'), [HEAD, `${ROW},挂账,`]);
  const resting = stored(at('25 09:00'));
  const pause = { from: at('23 09:00'), to: null, why: 'suspended', basis: 'observed' };
  expect(resting).toMatchObject({ dueAt: null, dueBasis: 'pack', overdue: false, pauses: [pause] });
  expect(resting?.history.at(-1)?.changes).toMatchObject({
    stage: ['handling', 'suspended'],
    dueAt: [at('23 11:30'), null],
    pauses: [[], [pause]],
  });

  // The same list again changes nothing.
  await importAt(at('24 09:00'), [HEAD, `${ROW},挂账,`]);
  expect(stored(at('25 09:00'))?.history).toHaveLength(resting?.history.length ?? 0);

  await importAt(at('25 09:00'), [HEAD, `${ROW},处置中,`]);
  expect(stored(at('25 11:00'))).toMatchObject({ dueAt: at('25 11:30'), overdue: false });
  expect(stored(at('25 12:00'))).toMatchObject({ overdue: true });

  await importAt(at('25 11:00'), [HEAD, `${ROW},待核查,`]);
  expect(stored(at('26 12:00'))).toMatchObject({ dueAt: null, overdue: false });

  await importAt(at('26 12:00'), [HEAD, `${ROW},已结案,2026-11-26 10:00:00`]);
  expect(stored(at('27 12:00'))).toMatchObject({
    status: 'closed',
    // Half an hour was left when it was handed in.
    dueAt: at('26 10:30'),
    overdue: false,
    pauses: [
      { from: at('23 09:00'), to: at('25 09:00'), why: 'suspended' },
      { from: at('25 11:00'), to: at('26 10:00'), why: 'checking' },
    ],
  });
});

it('does not excuse what was late before it rested', async () => {
  await importAt(at('23 15:00'), [HEAD, `${ROW},处置中,`]);
  await importAt(at('23 16:00'), [HEAD, `${ROW},挂账,`]);
  expect(stored(at('23 16:00'))).toMatchObject({ dueAt: at('23 11:30'), overdue: true });
});

it('takes times of the upstream, and tells a limit of the upstream as it came', async () => {
  const head = '案件编号,上报时间,小类编码,当前环节,挂账时间,恢复时间,挂账截止时间,办结时限';
  const times = '2026-11-23 09:00:00,2026-11-24 09:00:00,2026-12-24 09:00:00';
  await importAt(at('25 09:00'), [head, `${ROW},处置中,${times},`]);
  expect(stored(at('25 09:00'))).toMatchObject({
    dueAt: at('24 11:30'),
    dueBasis: 'pack',
    pauses: [{ from: at('23 09:00'), to: at('24 09:00'), basis: 'upstream' }],
  });
  await importAt(at('25 09:00'), [head, `${ROW},挂账,2026-11-23 09:00:00,,,2026-11-23 18:00:00`]);
  expect(stored(at('25 09:00'))).toMatchObject({
    dueAt: at('23 18:00'),
    dueBasis: 'upstream',
    overdue: true,
  });
});

it('keeps the pauses when the working calendar changes', async () => {
  await importAt(at('23 08:30'), [HEAD, `${ROW},处置中,`]);
  await importAt(at('23 09:00'), [HEAD, `${ROW},挂账,`]);
  await importAt(at('24 09:00'), [HEAD, `${ROW},处置中,`]);
  const dayOff = { from: '2026-11-24', to: '2026-11-24', name: '停工', half: null };
  const other = packWithCalendar(pack, { years: [], daysOff: [dayOff] } as never);
  const store = openStore(options(dir.path));
  try {
    expect(store.detail('list:A1', 0)).toMatchObject({ dueAt: at('24 11:30') });
    const why = { now: () => at('24 09:30'), calendar: 1 };
    await moveCases(
      store.deadlines,
      dueBy(other),
      why,
      () => undefined,
      () => true,
    );
    expect(store.detail('list:A1', 0)).toMatchObject({ dueAt: at('25 10:30'), dueBasis: 'pack' });
  } finally {
    store.close();
  }
});
