import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { UPLOAD_LIMITS, type UploadLimits } from '../../../electron/city/composition/uploadQuota.ts';
import { UploadReport } from '../../../shared/contract/sources.ts';
import { eventually, keepingBeside, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { workbookWorkerUrl } from '../../support/workbooks.ts';

const NOW = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open(limits: Partial<UploadLimits>): Promise<TestCity & { uploads(): string[] }> {
  const uploadLimits = { ...UPLOAD_LIMITS, ...limits };
  const city = await openTestCity({
    ...{ dataDir: null, pack: testPack(), sources: [], now: () => NOW },
    uploadLimits,
  });
  undo.push(() => city.removeData());
  await city.signInAsAdministrator();
  return { ...city, uploads: () => readdirSync(join(city.dataDir, 'uploads')) };
}

const HEAD = '案件编号,上报时间\n';
/** A file of so many bytes. */
const csv = (bytes: number) => HEAD.padEnd(bytes - Buffer.byteLength(HEAD) + HEAD.length, 'x');
const upload = (bytes: number): RequestInit => ({ method: 'POST', body: csv(bytes) });
const PATH = '/api/uploads?filename=a.csv';

it('one upload may have so many bytes and not one more, whatever it announces', async () => {
  const city = await open({ one: 1000 });
  expect((await city.request(PATH, upload(1000))).status).toBe(201);
  for (const announced of ['1001', '1', '0']) {
    const init = { ...upload(1001), headers: { 'Content-Length': announced } };
    expect(await city.refusal(PATH, init)).toMatchObject({ status: 413, code: 'too-large' });
  }
  expect(city.uploads()).toHaveLength(1);
});

it('uploads are limited in number and in size together, with the figures', async () => {
  const city = await open({ count: 3, total: 2500 });
  for (let times = 0; times < 2; times++) expect((await city.request(PATH, upload(1000))).status).toBe(201);
  const full = await city.refusal(PATH, upload(501));
  expect(full).toMatchObject({ status: 409, code: 'uploads-full' });
  expect(full.message).toContain('已保存 2 个上传文件，共 2 KB，上限为 3 个、2.4 KB');
  expect((await city.request(PATH, upload(500))).status).toBe(201);
  expect(await city.refusal(PATH, upload(100))).toMatchObject({ code: 'uploads-full' });
  expect(city.uploads()).toHaveLength(3);
});

/** An upload that has arrived in part and waits for `finish`. Programs may leave out its size. */
function slowUpload(city: TestCity, bytes: number): { answer: Promise<Response>; finish(): void } {
  const all = new TextEncoder().encode(csv(bytes));
  let finish = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(all.slice(0, 100));
      finish = () => {
        controller.enqueue(all.slice(100));
        controller.close();
      };
    },
  });
  const answer = city.request(PATH, { method: 'POST', body, duplex: 'half' } as RequestInit);
  return { answer, finish };
}

it('uploads at the same time keep within the limits together', async () => {
  const city = await open({ total: 2500 });
  const [first, second] = [slowUpload(city, 2000), slowUpload(city, 2000)];
  await eventually('both to arrive in part', async () => city.uploads().length === 2);
  first.finish();
  expect((await first.answer).status).toBe(201);
  second.finish();
  expect((await second.answer).status).toBe(409);
  expect(city.uploads()).toHaveLength(1);
  // What the failed one brought is no longer counted.
  expect((await city.request(PATH, upload(500))).status).toBe(201);
});

it('an upload under way counts as one of the uploads', async () => {
  const city = await open({ count: 1 });
  const first = slowUpload(city, 1000);
  expect(await city.refusal(PATH, upload(100))).toMatchObject({ status: 409, code: 'uploads-full' });
  first.finish();
  expect((await first.answer).status).toBe(201);
  expect(city.uploads()).toHaveLength(1);
});

it('an upload leaves the database its space', async () => {
  const city = await open({ free: Number.MAX_SAFE_INTEGER });
  const refused = await city.refusal(PATH, upload(100));
  expect(refused).toMatchObject({ status: 503, code: 'space-low' });
  expect(refused.message).toMatch(/只剩 [\d.]+ [GT]B/);
  expect(city.uploads()).toEqual([]);
});

it('an old upload that no source refers to makes room for a new one', async () => {
  const city = await open({ count: 2 });
  const posted = await city.request(PATH, upload(100));
  const { uploadId } = UploadReport.parse(await posted.json());
  const config = {
    ...{ kind: 'file', id: 'f', name: 'f', uploadId, pollSeconds: 60, paused: true, crs: 'wgs84' },
    ...{ zone: 'Asia/Shanghai', auth: { in: 'none' }, mapping: { fields: { id: 'a', requestedAt: 'b' } } },
  };
  const saved = await city.request('/api/sources', {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' } },
    body: JSON.stringify({ config }),
  });
  expect(saved.status).toBe(201);
  const folder = join(city.dataDir, 'uploads');
  writeFileSync(join(folder, 'left.csv'), 'x');
  for (const name of ['left.csv', uploadId])
    utimesSync(join(folder, name), new Date(NOW - 8 * DAY), new Date(NOW - 8 * DAY));
  expect((await city.request(PATH, upload(100))).status).toBe(201);
  expect(city.uploads()).toContain(uploadId);
  expect(city.uploads()).not.toContain('left.csv');
  expect(city.uploads()).toHaveLength(2);
});

it('a folder that is away for a while does not end the service', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  undo.push(() => vi.useRealTimers());
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  undo.push(() => rmSync(dataDir, { recursive: true }));
  const uploadsDir = join(dataDir, 'uploads');
  mkdirSync(uploadsDir);
  const logged: string[] = [];
  const log = (_: object, message: string) => void logged.push(message);
  const session = await openImportSession({
    encryption: null,
    workbookWorkerUrl,
    ...{ dataDir, uploadsDir, pack: testPack(), clock: { now: () => NOW } },
    logger: { info: log, warn: log, error: log },
    keeping: keepingBeside(dataDir),
  });
  undo.push(() => session.close());
  rmSync(uploadsDir, { recursive: true });
  vi.advanceTimersByTime(3_600_000);
  expect(logged).toContain('old uploads could not be deleted');
  mkdirSync(uploadsDir);
  writeFileSync(join(uploadsDir, 'left.csv'), 'x');
  utimesSync(join(uploadsDir, 'left.csv'), new Date(NOW - 8 * DAY), new Date(NOW - 8 * DAY));
  vi.advanceTimersByTime(3_600_000);
  expect(readdirSync(uploadsDir)).toEqual([]);
});
