import type { WhistleCommandInput } from '../../shared/contract/whistleCommands.ts';

/** A command by the operator `who`, `before` minutes before the demo starts. */
export type ScriptStep = { before: number; who: string; command: CommandWithoutId };
/** One simulated whistle: its subject and the commands given so far. */
export type Script = {
  key: string;
  kind: string;
  /** Words to search for in the names of the pack's items; the first matching item is used. */
  about: readonly string[];
  /** Index of the demo street. */
  street: 0 | 1;
  subject: string;
  /** Minutes before the demo starts. */
  drafted: number;
  steps: readonly ScriptStep[];
};
type CommandWithoutId = WithoutId<Exclude<WhistleCommandInput, { type: 'draft' }>>;
type WithoutId<T> = T extends unknown ? Omit<T, 'commandId'> : never;

const HOUR = 60;
const DAY = 24 * HOUR;
/** `who`: `lead` and `co` are handlers of the summoned departments, `street-…` operators of the street. */
const step = (before: number, who: string, command: CommandWithoutId): ScriptStep => ({
  before,
  who,
  command,
});
const reportedByPhone = (who: string) => ({ who, how: 'phone' as const, at: 0, note: '模拟' });

const issued = (drafted: number): ScriptStep[] => [
  step(drafted - 5, 'street-duty', { type: 'submit' }),
  step(drafted - 15, 'street-leader', { type: 'approve' }),
  step(drafted - 30, 'dispatch', { type: 'triage-accept' }),
];
const arrived = (summons: string, who: string, at: number): ScriptStep[] => [
  step(at, who, { type: 'sign', summons }),
  step(at - 20, who, { type: 'contact', summons, with: '街道值守' }),
  step(at - 3 * HOUR, 'street-duty', {
    type: 'arrive',
    summons,
    method: 'clerk',
    who: '部门带队人员（模拟）',
  }),
];
/** `demo-photo` is replaced by the hash of the demo's picture. */
const resultSubmitted = (summons: string, who: string, at: number) =>
  step(at, who, {
    type: 'submit-result',
    summons,
    text: '已处置完毕，现场恢复（模拟）',
    files: ['demo-photo'],
  });

/** Whistles in different stages, so that the board and the wall show examples of each. All are invented. */
export const SCRIPTS: readonly Script[] = [
  {
    ...{ key: 'closed', kind: 'push', about: ['井盖', '道路'], street: 0, drafted: 6 * DAY },
    subject: '模拟：主干道井盖松动，行车异响',
    steps: [
      ...issued(6 * DAY),
      ...arrived('s1', 'lead', 6 * DAY - 60),
      ...arrived('s2', 'co', 6 * DAY - 60),
      resultSubmitted('s1', 'lead', 5 * DAY),
      step(5 * DAY - 2 * HOUR, 'street-duty', { type: 'confirm', onSite: true }),
      step(4 * DAY, 'street-leader', { type: 'rate', scores: [] }),
    ],
  },
  {
    ...{ key: 'confirm', kind: 'push', about: ['积水', '排水'], street: 1, drafted: 5 * DAY },
    subject: '模拟：小区门前雨后积水不退',
    steps: [
      ...issued(5 * DAY),
      ...arrived('s1', 'lead', 5 * DAY - 70),
      ...arrived('s2', 'co', 5 * DAY - 80),
      resultSubmitted('s1', 'lead', 5 * HOUR),
    ],
  },
  {
    ...{ key: 'hard', kind: 'hard', about: ['塌陷', '违法建设', '搭建'], street: 0, drafted: 4 * DAY },
    subject: '模拟：背街小巷反复塌陷，需区级协调',
    steps: [
      step(4 * DAY - 5, 'street-duty', { type: 'submit' }),
      step(4 * DAY - 20, 'street-secretary', { type: 'approve' }),
      step(4 * DAY - 40, 'street-director', { type: 'approve' }),
      step(4 * DAY - 60, 'dispatch', { type: 'triage-accept' }),
      ...arrived('s1', 'lead', 4 * DAY - 90),
      ...arrived('s2', 'co', 4 * DAY - 100),
    ],
  },
  {
    ...{ key: 'handling', kind: 'push', about: ['油烟', '噪声', '占道'], street: 1, drafted: 2 * DAY },
    subject: '模拟：沿街餐饮油烟直排，居民反复投诉',
    steps: [
      ...issued(2 * DAY),
      ...arrived('s1', 'lead', 2 * DAY - 60),
      ...arrived('s2', 'co', 2 * DAY - 65),
      step(10 * HOUR, 'lead', {
        type: 'request-extension',
        summons: 's1',
        clock: 'handle',
        add: 2,
        reason: '设备到货延迟（模拟）',
      }),
    ],
  },
  {
    ...{ key: 'late', kind: 'push', about: ['垃圾', '渣土'], street: 0, drafted: 7 * HOUR },
    subject: '模拟：拆迁地块积存渣土，扬尘明显',
    steps: [
      ...issued(7 * HOUR),
      step(6 * HOUR, 'lead', { type: 'sign', summons: 's1' }),
      step(5 * HOUR, 'lead', { type: 'contact', summons: 's1', with: '街道值守', onBehalf: null }),
    ],
  },
  {
    ...{ key: 'objected', kind: 'push', about: ['线缆', '立杆'], street: 1, drafted: 3 * HOUR },
    subject: '模拟：架空线缆垂落人行道',
    steps: [
      ...issued(3 * HOUR),
      step(2 * HOUR, 'lead', {
        type: 'object',
        summons: 's1',
        reason: '产权不属本单位（模拟）',
        proposes: 'co',
      }),
    ],
  },
  {
    ...{ key: 'emergency', kind: 'emergency', about: ['燃气', '供水', '塌陷'], street: 0, drafted: 45 },
    subject: '模拟：路面突发沉陷，需立即围护',
    steps: [
      step(44, 'street-leader', { type: 'blow-emergency' }),
      step(41, 'dispatch', { type: 'sign', summons: 's1', onBehalf: reportedByPhone('值班人员（模拟）') }),
    ],
  },
  {
    ...{ key: 'triage', kind: 'push', about: ['绿化', '行道树', '树'], street: 1, drafted: 80 },
    subject: '模拟：行道树枯死倾斜，影响通行',
    steps: [step(75, 'street-duty', { type: 'submit' }), step(60, 'street-leader', { type: 'approve' })],
  },
  {
    ...{ key: 'approval', kind: 'push', about: ['路灯', '信号灯'], street: 0, drafted: 50 },
    subject: '模拟：巷道路灯连片不亮',
    steps: [step(45, 'street-duty', { type: 'submit' })],
  },
  {
    ...{ key: 'draft', kind: 'push', about: ['广告', '牌匾'], street: 1, drafted: 20 },
    subject: '模拟：门头广告松动，有坠落风险',
    steps: [],
  },
];
