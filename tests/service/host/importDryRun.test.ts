import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';

const LIST = [
  '上报时间,地址,案件状态,结案时间,联系电话',
  '2026-11-01 08:00,甲路1号,甲态,2026-11-02 08:00,13800000001',
  '2026-11-01 09:00,甲路1号,已结案,2026-11-02 08:00,',
  '2026-11-01 09:00,甲路1号,已结案,2026-11-02 08:00,',
  '昨天,乙路2号,已结案,,',
].join('\n');

it('a dry run tells what an import would, and writes nothing', async () => {
  const dir = folder();
  const file = join(dir, '清单.csv');
  writeFileSync(file, `${LIST}\n`);

  const without = await run('import.ts', ['--dry-run', file]);
  expect(without.code).toBe(2);
  expect(without.err).toContain('--id-from 上报时间,地址');
  const wrong = await run('import.ts', ['--dry-run', '--id-from', '上报时间,门牌', file]);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('门牌');
  const caller = await run('import.ts', ['--dry-run', '--id-from', '联系电话', file]);
  expect(caller.code).toBe(2);
  expect(caller.err).toContain('联系信息');

  const dry = await run('import.ts', ['--dry-run', '--id-from', '上报时间,地址', file]);
  expect(dry.code, dry.err).toBe(0);
  expect(dry.err).toContain('共 4 行 = 可入库 3 + 将隔离 1，未写入');
  expect(dry.err).toContain('不认识的状态词、环节词 1 个，未作已结案：“甲态” 1 行');
  expect(dry.err).toMatch(/隔离 1 行：上报时间“昨天”无法识别/);
  expect(dry.err).toContain('未落到街道 3 行：没有坐标');
  expect(dry.err).toContain('1 行：与前面的一行完全相同');
  expect(dry.out + dry.err).not.toContain('13800000001');
  expect(readdirSync(dir)).toEqual(['清单.csv']);
  const [told] = JSON.parse(dry.out).files;

  const data = join(dir, 'data');
  mkdirSync(data);
  const real = await run('import.ts', ['--data', data, '--id-from', '上报时间,地址', file]);
  expect(real.code, real.err).toBe(0);
  const [ended] = JSON.parse(real.out).files;
  expect(ended.tally).toEqual(told.tally);
  expect(ended.accounting).toEqual({ received: 4, stored: 2, unchanged: 1, quarantined: 1 });
  for (const line of dry.err.split('\n').filter((text: string) => text.startsWith('· ')))
    expect(real.err).toContain(line);
});
