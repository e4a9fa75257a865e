import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statusNotes, statusReader } from '../../../electron/city/sync/normalise/stageWords.ts';
import { readStatus } from '../../../electron/city/sync/normalise/statusWords.ts';
import type { CaseStage } from '../../../shared/contract/cases.ts';

const NO_WORDS = { closedValues: [], stageValues: {} };

describe('readStatus', () => {
  test.each<[string, boolean | null, CaseStage | null]>([
    ['已结案', true, 'closed'],
    ['【已结案】', true, 'closed'],
    ['[结案]', true, 'closed'],
    ['强制结案', true, 'closed'],
    ['超期办结', true, 'closed'],
    ['已办结（超期）', true, 'closed'],
    ['已办结(2025-03-05)', true, 'closed'],
    ['3-已结案', true, 'closed'],
    ['03 已办结', true, 'closed'],
    ['工单已关闭', true, 'closed'],
    ['已归档', true, 'closed'],
    ['[作废]', true, 'cancelled'],
    ['已作废', true, 'cancelled'],
    ['已撤销', true, 'cancelled'],
    ['已取消', true, 'cancelled'],
    ['不予受理', true, 'cancelled'],
    ['不立案', true, 'cancelled'],
    ['[处置]', false, 'handling'],
    ['[处置中]', false, 'handling'],
    ['正在处置', false, 'handling'],
    ['正在处理中', false, 'handling'],
    ['延期审批中', false, 'handling'],
    ['待复核', false, 'checking'],
    ['预结案', false, 'checking'],
    ['Not started', false, null],
    ['not solved', false, null],
    ['已自动关单', true, 'closed'],
    ['结案归档', true, 'closed'],
    ['虚假结案', null, null],
    ['已反馈', null, null],
    ['进行中', false, 'handling'],
    ['（退回）', false, 'handling'],
    ['[核查]', false, 'checking'],
    ['挂账', false, 'suspended'],
    ['未办结', false, null],
    ['未结案', false, null],
    ['尚未办结', false, null],
    ['超期未办结', false, null],
    ['未办结（超期）', false, null],
    ['未（办结）', false, null],
    ['没有完成', false, null],
    ['不能办结', false, null],
    ['无法结案', false, null],
    ['非结案', false, null],
    ['正在办结', false, null],
    ['取消结案', false, null],
    ['尚未处置', false, 'handling'],
    ['未受理', false, 'reported'],
    ['待办结', false, 'checking'],
    ['待结案', false, 'checking'],
    ['拟结案', false, 'checking'],
    ['结案审核中', false, 'checking'],
    ['结案不通过', false, 'checking'],
    ['已申请结案', false, 'checking'],
    ['Closed', true, 'closed'],
    ['CLOSED', true, 'closed'],
    ['Closed (Completed)', true, 'closed'],
    ['Closed - Overdue', true, 'closed'],
    ['Resolved-Duplicate', true, 'closed'],
    ['Completed - Dup', true, 'closed'],
    ['Case Closed', true, 'closed'],
    ['Cancelled', true, 'cancelled'],
    ['canceled', true, 'cancelled'],
    ['REJECTED', true, 'cancelled'],
    ['Open', false, null],
    ['Open (reopened)', false, null],
    ['Open - Dup', false, null],
    ['Re-opened', false, 'handling'],
    ['In Progress', false, 'handling'],
    ['IN_PROCESS', false, 'handling'],
    ['Not closed', false, null],
    ['Not yet closed', false, null],
    ['never resolved', false, null],
    ['Unresolved', false, null],
    ['incomplete', false, null],
    ['to be closed', false, null],
    ["Isn't closed", false, null],
    ['Pending closure', false, 'checking'],
    ['On-Hold', false, 'suspended'],
    // Unknown, or in contradiction with itself.
    ['已办结（退回）', null, null],
    ['办结（未办结）', null, null],
    ['并非未办结', null, null],
    ['非正常结案', null, null],
    ['未按时办结', null, null],
    ['部分办结', null, null],
    ['部门办结', null, null],
    ['受理完成', null, null],
    ['已办结，待回访', null, null],
    ['未取消', null, null],
    ['Closed - not fixed', null, null],
    ['not cancelled', null, null],
    ['not unresolved', null, null],
    ['not open', null, null],
    ['正常', null, null],
    ['是', null, null],
    ['2', null, null],
    ['', null, null],
  ])('%s', (word, closed, stage) => {
    expect(readStatus(word)).toMatchObject({ closed, stage });
  });

  test.each([
    ['已处理', true],
    ['超时已处理', true],
    ['工单已处理', true],
    ['处置完成', true],
    ['已处置', false],
  ])('%s is told as unsure', (word, closed) => {
    expect(readStatus(word)).toEqual({ closed, stage: 'checking', sure: false });
  });

  const closing = fc.constantFrom('结案', '办结', '完成', '完结', '关闭', '归档', '办理完毕', '处理完毕');
  const negation = fc.constantFrom(
    ...[
      '未',
      '尚未',
      '还未',
      '没有',
      '不',
      '不予',
      '非',
      '无法',
      '待',
      '拟',
      '未能',
      '即将',
      '申请',
      '拒绝',
      '并非',
      '未完全',
    ],
  );
  const before = fc.constantFrom('', '超期', '工单', '3-', '[', '（', '诉求');
  const after = fc.constantFrom('', ']', '）', '（超期）', '状态', '。');

  test('property: a closing word with a negation is never closed', () => {
    fc.assert(
      fc.property(before, negation, closing, after, (start, not, word, end) => {
        expect(readStatus(start + not + word + end).closed).not.toBe(true);
        expect(readStatus(`${word}（${not}${word}）`).closed).not.toBe(true);
      }),
    );
  });

  test('property: the same in English', () => {
    const words = fc.constantFrom('closed', 'resolved', 'completed', 'finished', 'fixed');
    const not = fc.constantFrom(
      'not ',
      'never ',
      'un',
      'not yet ',
      'non-',
      'to be ',
      'pending ',
      "isn't ",
      'no longer ',
    );
    fc.assert(
      fc.property(not, words, fc.constantFrom('', ' (late)', '.'), (negated, word, end) => {
        expect(readStatus(negated + word + end).closed).not.toBe(true);
        expect(readStatus(`${word} - ${negated}${word}`).closed).not.toBe(true);
      }),
    );
  });

  test('property: any text is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect([true, false, null]).toContain(readStatus(text).closed);
      }),
    );
    for (const text of [
      '未'.repeat(1_000_000),
      '办结'.repeat(500_000),
      'not '.repeat(250_000),
      '[('.repeat(500_000),
    ])
      expect(readStatus(text).closed).toBeNull();
  });
});

describe('statusReader', () => {
  test('the words of the mapping win', () => {
    const read = statusReader({
      closedValues: ['2', '已处置'],
      stageValues: { 已结案: 'handling', 甲: 'cancelled', 乙: 'no such stage' },
    });
    expect(read('2')).toMatchObject({ closed: true, sure: true });
    expect(read(' 已处置 ')).toEqual({ closed: true, stage: 'checking', sure: true });
    expect(read('已结案')).toEqual({ closed: false, stage: 'handling', sure: true });
    expect(read('甲')).toEqual({ closed: true, stage: 'cancelled', sure: true });
    expect(read('乙').closed).toBeNull();
  });

  test('a word that is closed in some systems only is unknown until it is mapped', () => {
    expect(statusReader(NO_WORDS)('已处理').closed).toBeNull();
    expect(statusReader({ ...NO_WORDS, closedValues: ['已处理'] })('已处理').closed).toBe(true);
  });
});

describe('statusNotes', () => {
  const codes = (word: string, closedAt: number | null) =>
    statusNotes(word, statusReader(NO_WORDS)(word), closedAt).map(({ code }) => code);

  test.each([
    ['已结案', 1, []],
    ['已结案', null, []],
    ['已作废', 1, []],
    ['处置中', null, []],
    ['处置中', 1, ['closed-beside-open-word']],
    ['未办结', 1, ['closed-beside-open-word']],
    ['乙类', null, ['unknown-status']],
    ['乙类', 1, ['unknown-status', 'closed-beside-open-word']],
    // These keep the time of their first closing.
    ['Re-opened', 1, []],
    ['返工', 1, []],
    ['已退回', 1, []],
  ])('%s with closing time %j', (word, closedAt, expected) => {
    expect(codes(word, closedAt)).toEqual(expected);
  });

  test('a telephone number in a status is not told', () => {
    const [note] = statusNotes('问13800001234', readStatus('问13800001234'), null);
    expect(note?.message).not.toContain('13800001234');
  });
});
