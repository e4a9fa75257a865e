import { expect, it } from 'vitest';
import { closedAnswers } from '../../../electron/city/sync/file/closedQuestion.ts';
import { guessMapping } from '../../../electron/city/sync/file/guessMapping.ts';

it.each([
  ['是否办结', ['是', '否'], { closed: ['是'], open: ['否'] }],
  ['是否已结案（必填）', ['是'], { closed: ['是'], open: [] }],
  ['isClosed', ['TRUE', 'false'], { closed: ['TRUE'], open: ['false'] }],
  ['是否完成', ['是', '已完结（超期）', '部分'], { closed: ['是', '已完结（超期）'], open: [] }],
  ['closed_flag', ['Y', 'N'], { closed: ['Y'], open: ['N'] }],
])('%s asks whether a case is closed', (name, samples, answers) => {
  expect(closedAnswers({ name, samples })).toEqual(answers);
});

it.each([
  ['是否办结', ['部分', '待定']],
  ['是否办结', []],
  ['是否解决', ['是', '否']],
  ['是否超期办结', ['是', '否']],
  ['closed', ['2025-03-05', '']],
])('%s with %j does not', (name, samples) => {
  expect(closedAnswers({ name, samples })).toBeNull();
});

const columns = [
  { name: '工单号', samples: ['G1', 'G2', 'G3'] },
  { name: '诉求时间', samples: ['2025-03-05 14:30'] },
  { name: '是否办结', samples: ['是', '否'] },
];

it('its answers are the states of a list that has no other column for them', () => {
  const { mapping } = guessMapping(columns);
  expect(mapping.fields.status).toBe('是否办结');
  expect(mapping.closedValues).toContain('是');
  expect(mapping.openValues).toEqual(['否']);
  const named = guessMapping([...columns, { name: '工单状态', samples: ['已办结', '办理中'] }]).mapping;
  expect(named.fields.status).toBe('工单状态');
  expect(named.closedValues).not.toContain('是');
});

it('a limit as a length is taken where no column has it as a moment', () => {
  const length = { name: '办结时限', samples: ['4工作时', '3个工作日'] };
  const moment = { name: '处置截止时间', samples: ['2025-03-07 18:00'] };
  expect(guessMapping([...columns, length]).mapping.fields.dueAt).toBe('办结时限');
  expect(guessMapping([...columns, length, moment]).mapping.fields.dueAt).toBe('处置截止时间');
});
