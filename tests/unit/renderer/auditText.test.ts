import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { actionText, detailText } from '../../../renderer/features/people/auditText.ts';
import { peopleWords } from '../../../renderer/features/people/peopleWords.ts';

/** Everything that the service writes into the audit, as its sources say it. */
const root = join(import.meta.dirname, '../../..');
const files = globSync('electron/city/{people,privacy,handover,api,meetings,drills}/**/*.ts', { cwd: root });
const ACTION = /'((?:session|operator|contact|cases|handover|meeting|drill)\.[a-z-]+)'/g;
const actions = new Set(
  files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(ACTION)].map((match) => match[1] ?? ''),
  ),
);

it('sees the acts that the service writes', () => {
  expect([...actions]).toEqual(
    expect.arrayContaining([
      'session.open',
      'operator.create',
      'contact.reveal',
      'cases.export',
      'contact.purge',
    ]),
  );
});

it.each([...actions].sort())('%s has a word in both languages', (action) => {
  for (const words of [peopleWords.zh, peopleWords.en]) expect(actionText(action, words)).not.toBe(action);
  expect(actionText(action, peopleWords.zh)).toMatch(/[\u4e00-\u9fff]/);
});

it('tells what was exported and what was erased', () => {
  const tell = (details: Record<string, unknown>) =>
    detailText(details, (code) => code, 'zh', peopleWords.zh);
  expect(tell({ reason: '周调度会材料', filter: '状态：在办', count: 12, revision: 7 })).toBe(
    '周调度会材料；筛选 状态：在办；12 件；数据修订号 7',
  );
  expect(tell({ count: 3, days: 184 })).toBe('3 件；结案已满 184 天');
});
