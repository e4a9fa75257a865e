import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coreOf, headerHints } from '../../../electron/city/sync/normalise/headerCore.ts';

test.each([
  ['工单编号', '工单编号'],
  ['12345工单编号', '工单编号'],
  ['12345热线工单编号', '工单编号'],
  ['区平台工单编号', '工单编号'],
  ['工单\n编号', '工单编号'],
  ['受理时间\n（必填）', '受理时间'],
  ['受理时间(北京时间)', '受理时间'],
  ['受理时间[yyyy-mm-dd]', '受理时间'],
  ['受理时间【北京时间】', '受理时间'],
  ['*受理时间', '受理时间'],
  ['1.工单编号', '工单编号'],
  ['2、受理时间', '受理时间'],
  ['（3）受理时间', '受理时间'],
  ['工 单 编 号', '工单编号'],
  ['ｃａｓｅ＿ｉｄ', 'caseid'],
  ['时限 办结时限', '时限办结时限'],
  ['caseId', 'caseid'],
  ['CASE-ID', 'caseid'],
  ['sr_number', 'number'],
  ['sr_status', 'status'],
  ['closed_dt', 'closed'],
  ['closed_ts', 'closed'],
  ['open_time', 'open'],
  ['properties.case_id', 'caseid'],
  ['经度（°）', '经度'],
  ['面积m2', '面积'],
  ['市民', '市民'],
  ['区域', '区域'],
  ['12345', '12345'],
  ['time', 'time'],
  ['sr', 'sr'],
])('the core of %j is %j', (header, core) => {
  expect(coreOf(header)).toBe(core);
});

test('what is in brackets is told apart', () => {
  expect(headerHints('联系人（电话）')).toBe('电话');
  expect(headerHints('联系人')).toBe('');
});

test('property: any header has a core of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (header) => {
      expect(coreOf(header).length).toBeLessThanOrEqual(200);
    }),
  );
});

test('a megabyte of brackets costs no more than a short header', () => {
  for (const text of [
    '('.repeat(1_000_000),
    '[a'.repeat(500_000),
    '1234'.repeat(250_000),
    'ﷺ'.repeat(500_000),
  ])
    expect(coreOf(text).length).toBeLessThanOrEqual(200);
});
