import { describe, expect, it } from 'vitest';
import { approvalText } from '../../../renderer/windows/whistles/approvalText.ts';
import { pageWords } from '../../../renderer/windows/whistles/pageWords.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';

type Approval = WhistleView['approvals'][number];

const [CALL, RECORDED] = [1_000, 5_000];
const given = (more: Partial<Approval>): Approval => ({
  ...{ role: 'street-secretary', by: '书记', at: RECORDED, post: false },
  ...more,
});
const calledBy = (leader: string, called: number, at: number): WhistleEvent =>
  ({ type: 'approved', at, data: { phone: { leader, at: called } } }) as never;
const log = [
  calledBy('主任', 2_000, RECORDED),
  calledBy('书记', 3_000, 4_000),
  calledBy('书记', CALL, RECORDED),
];
const read = (approval: Approval, language: 'zh' | 'en' = 'zh'): string =>
  approvalText(approval, log, {
    ...{ language, words: pageWords[language], person: (id: string) => id, time: (at: number) => `@${at}` },
  });

describe('an approval is told', () => {
  it('at its time, with both names where a delegate gave it', () => {
    expect(read(given({}))).toBe('工委书记 书记 @5000');
    expect(read(given({ for: '主任', post: true }))).toBe('工委书记 书记 代 主任 @5000 事后补批');
  });
  it('at the time of the call where it was given by telephone, with who recorded it and when', () => {
    const byPhone = { recordedBy: '值守', phone: 'unconfirmed' } as const;
    expect(read(given(byPhone))).toBe('工委书记 书记 @1000 ▲ 电话批准，待补签（值守 @5000 登记）');
    expect(read(given({ ...byPhone, phone: 'confirmed' }))).toBe(
      '工委书记 书记 @1000 电话批准，已补签（值守 @5000 登记）',
    );
    expect(read(given({ ...byPhone, phone: 'disowned' }), 'en')).toMatch(
      / @1000 ▲ by telephone, disowned by the leader \(recorded by 值守 @5000\)$/,
    );
  });
});
