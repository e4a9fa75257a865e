import { expect, it } from 'vitest';
import { actionText, detailText } from '../../../renderer/features/people/auditText.ts';
import { peopleWords } from '../../../renderer/features/people/peopleWords.ts';
import { AuditAction, SessionEnd } from '../../../shared/contract/auditActions.ts';
import { handoverErrors } from '../../../shared/errors/handover.ts';

it.each(AuditAction.options)('%s has a word in both languages', (action) => {
  for (const words of [peopleWords.zh, peopleWords.en]) expect(actionText(action, words)).not.toBe(action);
  expect(actionText(action, peopleWords.zh)).toMatch(/[\u4e00-\u9fff]/);
});

it.each([...SessionEnd.options, ...Object.keys(handoverErrors)])(
  'the reason %s is told in both',
  (reason) => {
    const tell = (language: 'zh' | 'en') =>
      detailText({ reason }, (code) => code, language, peopleWords[language], String);
    expect(tell('zh')).toMatch(/[\u4e00-\u9fff]/);
    expect(tell('en')).not.toMatch(/[\u4e00-\u9fff]/);
  },
);

it('tells what was exported and what was erased', () => {
  const tell = (details: Record<string, unknown>) =>
    detailText(details, (code) => code, 'zh', peopleWords.zh, String);
  expect(tell({ reason: '周调度会材料', filter: '状态：在办', count: 12, revision: 7 })).toBe(
    '周调度会材料；筛选 状态：在办；12 件；数据修订号 7',
  );
  expect(tell({ count: 3, days: 184 })).toBe('3 件；结案已满 184 天');
});
