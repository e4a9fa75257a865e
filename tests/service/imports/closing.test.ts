import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { fileSecrets } from '../../../electron/city/secrets/fileSecrets.ts';
import { FieldMapping } from '../../../shared/contract/sources.ts';
import { testPack } from '../../support/city.ts';
import { workbookWorkerUrl } from '../../support/workbooks.ts';
import { fixedClock, silent, T0, tempDir } from '../store/support.ts';
import { list } from './support.ts';

const MAPPING = FieldMapping.parse({ fields: { id: '工单编号', requestedAt: '受理时间' } });

it('a whole list is counted no longer than the store is open', async () => {
  const dir = tempDir();
  const uploadsDir = join(dir.path, 'uploads');
  mkdirSync(uploadsDir);
  const path = join(uploadsDir, 'list.csv');
  const rows = Array.from({ length: 20_000 }, (_, at) => `N${at},2026-01-20 08:00:00`);
  writeFileSync(path, list('工单编号,受理时间', ...rows));
  const session = await openImportSession({
    ...{ dataDir: dir.path, uploadsDir, pack: testPack(), clock: fixedClock(T0), logger: silent },
    keeping: {
      folder: join(dir.path, 'keys'),
      outside: false,
      secrets: (dataDir) => fileSecrets({ dataDir, platform: 'linux' }),
    },
    ...{ encryption: null, workbookWorkerUrl },
  });
  const counting = session.imports.countWhole(
    path,
    { sourceId: 'list', mapping: MAPPING },
    new AbortController().signal,
  );
  await session.close();
  expect(await counting).toMatchObject({ open: 0, refused: { code: 'whole-not-finished' } });
  dir.remove();
});
