import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { snapshotPath } from '../../../electron/city/store/snapshotFiles.ts';
import { LiveAssessment } from '../../../shared/contract/assessment.ts';
import {
  type PublicationDetail,
  PublicationList,
  SnapshotRows,
} from '../../../shared/contract/assessmentPublication.ts';
import type { Hall } from '../whistles/support.ts';
import { did, FEBRUARY, importRows, MONDAY, openAssessed, ROWS, refused, row, sha256 } from './support.ts';

const clock = { now: MONDAY };
const DAY = 86_400_000;
const ID = `${FEBRUARY.from}-${FEBRUARY.to}`;
const PATH = `/api/assessments/${ID}`;
const reason = '现场有停电证明';
let hall: Hall;

beforeAll(async () => {
  hall = await openAssessed(clock);
  await importRows(hall, ROWS);
});
afterAll(async () => {
  await hall.close();
  rmSync(hall.dataDir, { recursive: true, force: true });
});

const unit = ({ groups }: PublicationDetail['fact'], code: string) =>
  groups.find(({ id }) => id === 'departments')?.units.find((each) => each.unit === code);
const FREEZE = { ...FEBRUARY, asOf: null };

it('who may not freeze, and what cannot be frozen', async () => {
  expect(await refused(hall, 'a-handler', '/api/assessments', FREEZE)).toBe('403 assessor');
  expect(await refused(hall, 'dispatch', '/api/assessments', FREEZE)).toBe('403 assessor');
  const march = { from: FEBRUARY.to, to: FEBRUARY.to + 31 * DAY, asOf: null };
  expect(await refused(hall, 'judge', '/api/assessments', march)).toBe('409 not-over');
  expect(await refused(hall, 'judge', PATH.concat('/publish'), { seen: 1 })).toBe('404 none');
});

it('a frozen period is a draft, and a case that comes late changes nothing of it', async () => {
  const draft = await did(hall, 'judge', '/api/assessments', FREEZE);
  expect(draft).toMatchObject({ id: ID, stage: 'draft', snapshot: { rows: ROWS.length }, appeals: [] });
  // The end of the third working day after it.
  expect(new Date(draft.appealsUntil).toISOString()).toBe('2026-03-05T09:00:00.000Z');
  expect(unit(draft.fact, 'A')?.now).toMatchObject({
    counts: { due: 11, closed: 10, closedOnTime: 8 },
    granted: 0,
  });
  expect(unit(draft.fact, 'W')?.scores[0]).toMatchObject({ total: { kind: 'no-data' }, place: null });
  const live = await hall.get(`/api/assessment?from=${FEBRUARY.from}&to=${FEBRUARY.to}`, LiveAssessment);
  expect(live.groups).toEqual(draft.fact.groups.map((group) => expect.objectContaining({ id: group.id })));
  expect(await refused(hall, 'judge', '/api/assessments', FREEZE)).toBe('409 frozen-before');

  await importRows(hall, [row('A-after', 'A', 1000)]);
  const now = await hall.get(`/api/assessment?from=${FEBRUARY.from}&to=${FEBRUARY.to}`, LiveAssessment);
  expect(now.total.now.counts['due']).toBe(14);
  expect((await did(hall, 'judge', PATH)).fact).toEqual(draft.fact);
  const rows = SnapshotRows.parse(
    await (await hall.as('judge', 'GET', `${PATH}/rows?kind=org&unit=A&count=late`)).json(),
  );
  expect(rows.rows.map(({ id }) => id).sort()).toEqual(['list:A-late-1', 'list:A-late-2']);
});

it('an appeal is by the own unit, once a case that was closed late, and two people decide it', async () => {
  const appeal = (who: string, caseId: string) => refused(hall, who, `${PATH}/appeals`, { caseId, reason });
  expect(await appeal('judge', 'list:A-late-1')).toBe('403 appellant');
  expect(await appeal('b-handler', 'list:A-late-1')).toBe('403 other-unit');
  expect(await appeal('a-handler', 'list:A1')).toBe('409 not-late');
  expect(await appeal('a-handler', 'list:A-open')).toBe('409 not-late');
  expect(await appeal('a-handler', 'list:A-after')).toBe('404 no-case');
  const { appeals } = await did(hall, 'a-handler', `${PATH}/appeals`, { caseId: 'list:A-late-1', reason });
  expect(appeals).toMatchObject([{ org: 'A', outcome: 'open' }]);
  expect(await appeal('a-handler', 'list:A-late-1')).toBe('409 appealed-before');

  const review = { appeal: appeals[0]?.id, grant: true, reason: '证明属实，予以认可' };
  expect(await refused(hall, 'a-handler', `${PATH}/reviews`, review)).toBe('403 reviewer');
  expect((await did(hall, 'judge', `${PATH}/reviews`, review)).appeals[0]?.outcome).toBe('open');
  expect(await refused(hall, 'judge', `${PATH}/reviews`, review)).toBe('409 same-reviewer');
  clock.now += 4 * DAY;
  expect(await appeal('a-handler', 'list:A-late-2')).toBe('409 appeals-over');
  expect(await refused(hall, 'judge', `${PATH}/publish`, { seen: 3 })).toBe('409 appeals-open');
  expect((await did(hall, 'vice', `${PATH}/reviews`, review)).appeals[0]?.outcome).toBe('granted');
});

it('the final list counts the appeal, keeps the fact, and changes by a correction alone', async () => {
  expect(await refused(hall, 'judge', `${PATH}/publish`, { seen: 3 })).toBe('409 changed');
  const final = await did(hall, 'judge', `${PATH}/publish`, { seen: 4 });
  expect(final.stage).toBe('final');
  expect(unit(final.fact, 'A')?.now).toMatchObject({ counts: { closedOnTime: 8 }, granted: 0 });
  // 9（1）
  expect(unit(final.counted, 'A')?.now).toMatchObject({ counts: { closedOnTime: 9 }, granted: 1 });
  expect(await refused(hall, 'judge', `${PATH}/withdraw`, { reason })).toBe('409 final');
  const correction = { seen: 5, caseId: 'list:B1', as: 'left-out', reason: '与 B2 为同一问题重复登记' };
  expect(await refused(hall, 'a-handler', `${PATH}/corrections`, correction)).toBe('403 assessor');
  const corrected = await did(hall, 'judge', `${PATH}/corrections`, correction);
  expect(unit(corrected.counted, 'B')?.now.counts).toMatchObject({ due: 1, closed: 1 });
  expect(corrected.published).toEqual(final.published);
  expect(corrected.fact).toEqual(final.fact);
  const list = PublicationList.parse(await (await hall.as('vice', 'GET', '/api/assessments')).json());
  expect(list).toMatchObject({
    mayFreeze: false,
    items: [{ id: ID, version: 6, corrections: [{ as: 'left-out' }] }],
  });
});

it('no wall is told of it', async () => {
  for (const path of ['/api/assessment?period=month', '/api/assessments', PATH])
    expect((await hall.request(path, { headers: { 'X-Window-Role': 'wall' } })).status).toBe(403);
});

it('verify counts every figure again, and finds one changed byte', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  try {
    cpSync(hall.dataDir, copy, { recursive: true });
    expect(checkIntegrity(copy)).toMatchObject({ ok: true });
    const { snapshot } = await did(hall, 'judge', PATH);
    const path = snapshotPath(copy, snapshot.content);
    const bytes = readFileSync(path);
    expect(sha256(bytes)).toBe(snapshot.file);
    // The first byte that says something of the system that packed it, one in the middle, and the last.
    for (const index of [9, bytes.length >> 1, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      writeFileSync(path, changed);
      expect(checkIntegrity(copy).findings.map(({ code }) => code)).toEqual(['assessment']);
    }
    writeFileSync(path, bytes);
    const db = new Database(databasePath(copy));
    db.exec(`UPDATE streams SET state = replace(state, 'left-out', 'on-time') WHERE kind = 'assessment'`);
    db.close();
    expect(checkIntegrity(copy).findings.map(({ code }) => code)).toContain('assessment');
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

it('a snapshot is the same to the last byte in another time zone', () => {
  const taken = ['Asia/Shanghai', 'America/Los_Angeles'].map((zone) => {
    const into = mkdtempSync(join(tmpdir(), 'citywhistle-'));
    try {
      const child = new URL('./snapshotChild.ts', import.meta.url).pathname;
      const env = { ...process.env, TZ: zone };
      const { zone: used, ...ref } = JSON.parse(
        execFileSync(process.execPath, [child, hall.dataDir, into], { env, encoding: 'utf8' }),
      );
      expect(used).toBe(zone);
      expect(sha256(readFileSync(snapshotPath(into, ref.content)))).toBe(ref.file);
      return ref;
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
  });
  expect(taken[0]).toMatchObject({ rows: ROWS.length + 1 });
  expect(taken[1]).toEqual(taken[0]);
});
