import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { PreviewReport, SourceConfig, UploadReport } from '../../../shared/contract/sources.ts';
import { eventually, json, openTestCity, type TestCity, testPack } from '../../support/city.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const CSV = '案件编号,上报时间\nQ1,2026-10-01 08:00:00\n';
const base = {
  ...{ kind: 'file', id: 'file-a', name: '文件', pollSeconds: 3600, paused: true, crs: 'wgs84' },
  ...{ zone: 'Asia/Shanghai', auth: { in: 'none', name: 'api_key' }, jurisdiction: null },
  mapping: { fields: { id: '案件编号', requestedAt: '上报时间' } },
};

async function open(dataDir: string | null, sources: SourceConfig[]): Promise<TestCity> {
  const city = await openTestCity({ dataDir, pack: testPack(), sources, now: () => Date.UTC(2026, 10, 1) });
  undo.push(() => city.removeData());
  await city.signInAsAdministrator();
  return city;
}

it('a path is refused wherever a request could name one', async () => {
  const city = await open(null, []);
  const path = join(city.dataDir, 'other.csv');
  writeFileSync(path, CSV);
  const uploadId = `${'0'.repeat(36)}.csv`;
  for (const config of [
    { ...base, path },
    { ...base, path, uploadId },
    { ...base, uploadId: path },
    { ...base, uploadId: '../other.csv' },
  ]) {
    for (const route of ['/api/sources', '/api/sources/preview'])
      expect(await city.refusal(route, json('POST', { config }))).toMatchObject({
        status: 422,
        code: 'bad-body',
      });
  }
  const unknown = json('POST', { config: { ...base, uploadId } });
  for (const route of ['/api/sources', '/api/sources/preview'])
    expect(await city.refusal(route, unknown)).toMatchObject({ status: 404, code: 'not-found' });
});

it('an upload is previewed and saved by its id', async () => {
  const city = await open(null, []);
  const posted = await city.request('/api/uploads?filename=a.csv', { method: 'POST', body: CSV });
  const { uploadId } = UploadReport.parse(await posted.json());
  const config = { ...base, uploadId };
  const { rows } = await city.send('POST', '/api/sources/preview', { config }, PreviewReport);
  expect(rows.map((row) => row.outcome)).toEqual(['ok']);
  const saved = await city.send('POST', '/api/sources', { config }, SourceEntry);
  expect(saved.config).toMatchObject({ kind: 'file', path: join(city.dataDir, 'uploads', uploadId) });
});

it('a file that an earlier version or the command line named is read on, and its path stays', async () => {
  const first = await open(null, []);
  const path = join(first.dataDir, 'watched.csv');
  writeFileSync(path, CSV);
  await first.close();
  const watched = SourceConfig.parse({ ...base, paused: false, path });
  const again = await open(first.dataDir, [watched]);
  await eventually('its row', async () => (await again.status()).cases.total === 1);
  expect(await again.refusal('/api/sources/file-a', json('PATCH', { path: '/etc/passwd' }))).toMatchObject({
    status: 422,
    code: 'bad-body',
  });
  const changed = await again.send('PATCH', '/api/sources/file-a', { name: '改名' }, SourceEntry);
  expect(changed.config).toMatchObject({ name: '改名', path });
});
