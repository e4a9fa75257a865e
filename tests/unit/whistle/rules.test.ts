import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WhistlePreset } from '../../../shared/pack/whistles.ts';
import { checkWhistleRules } from '../../../shared/whistle/checkRules.ts';
import { pack, shipped } from '../pack/packs.ts';
import { qinhuai, RULES } from './world.ts';

const check = (change: (rules: typeof RULES) => void) => {
  const rules = structuredClone(RULES);
  change(rules);
  return checkWhistleRules(rules, qinhuai.manifest).map(({ path, problem }) => `${path}：${problem}`);
};

it('finds nothing wrong with what is shipped', () => {
  expect(check(() => {})).toEqual([]);
  const { manifest, whistles } = pack('beijing-dongcheng');
  expect(whistles && checkWhistleRules(whistles, manifest)).toEqual([]);
});

it('ships presets of four cities, without any organisation in them', () => {
  const folder = join(shipped, 'presets');
  const presets = readdirSync(folder).map((file) =>
    WhistlePreset.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  );
  expect(presets.map((preset) => preset.id)).toEqual([
    'beijing-dongcheng',
    'kunming-guandu',
    'nanjing-gulou',
    'nantong-chongchuan',
  ]);
  for (const { kinds } of presets) {
    for (const kind of kinds) expect(kind.quorum.team?.fixed ?? []).toEqual([]);
  }
});

it('says of Qinhuai’s borrowed numbers whose they are', () => {
  const limits = (kind: string) => RULES.kinds.find((one) => one.id === kind)?.limits;
  const gulou = { origin: 'borrowed', source: expect.stringContaining('参照鼓楼') };
  expect(limits('push')?.sign).toMatchObject({ amount: 1, unit: 'urgent_hour', ...gulou });
  expect(limits('push')?.contact).toMatchObject({ amount: 24, unit: 'urgent_hour', ...gulou });
  expect(limits('push')?.arrive).toMatchObject({ amount: 3, unit: 'work_day', ...gulou });
  expect(limits('hard')?.arrive).toMatchObject({ amount: 5, unit: 'work_day', ...gulou });
  expect(limits('emergency')?.arrive).toMatchObject({ amount: 30, unit: 'minute' });
  expect(limits('emergency')?.postApproval).toMatchObject({ amount: 2, unit: 'urgent_hour' });
  expect(limits('complex')?.handle).toMatchObject({ amount: 10, unit: 'work_day' });
  for (const row of RULES.ownList) expect(row).toMatchObject({ origin: 'invented' });
  expect(RULES.ownList).toHaveLength(30);
});

it.each<[string, (rules: typeof RULES) => void]>([
  ['kinds[1].id：“push”重复', (rules) => rules.kinds.splice(1, 0, structuredClone(RULES.kinds[0] as never))],
  [
    'kinds[0].upgradesTo：“推进哨”升级到的哨种“none”不存在',
    (rules) => set(rules.kinds[0], { upgradesTo: 'none' }),
  ],
  ['kinds[1].upgradesTo：“攻坚哨”的升级绕回自身', (rules) => set(rules.kinds[1], { upgradesTo: 'push' })],
  ['kinds[0].approvers：“推进哨”无人审签，又不是应急哨', (rules) => set(rules.kinds[0], { approvers: [] })],
  [
    'kinds[2].approvers：应急哨“应急哨”先吹后批，不应再设事前审签',
    (rules) => set(rules.kinds[2], { approvers: [['street-leader']] }),
  ],
  [
    'kinds[2].limits.postApproval：应急哨“应急哨”没有补批时限',
    (rules) => set(rules.kinds[2]?.limits, { postApproval: null }),
  ],
  [
    'kinds[0].limits.business：“推进哨”没有总时限，会被无限期搁置',
    (rules) => set(rules.kinds[0]?.limits, { business: null }),
  ],
  [
    'kinds[3].quorum.team.fixed[0]：固定成员“nobody”不是本包中的部门',
    (rules) => set(rules.kinds[3]?.quorum, { team: { fixed: ['nobody'], others: 1 } }),
  ],
  ['ladder.steps：没有到期节点', (rules) => rules.ladder.steps.splice(2, 1)],
  ['ladder.steps：升级节点没有由小到大排列', (rules) => rules.ladder.steps.reverse()],
  ['ladder.levels：第 4 级没有通知对象', (rules) => rules.ladder.levels.pop()],
  [
    'extension.approvers：列了 2 次延期的审批人，但最多延期 1 次',
    (rules) => set(rules.extension, { max: 1 }),
  ],
  ['items[1].code：“D01”重复', (rules) => set(rules.items[1], { code: 'D01' })],
  ['items[0].categories[0]：小类“X”不存在', (rules) => set(rules.items[0], { categories: ['X'] })],
  ['responsibilities[0].item：事项“X”不存在', (rules) => set(rules.responsibilities[0], { item: 'X' })],
  ['responsibilities[1].item：“D01”重复', (rules) => set(rules.responsibilities[1], { item: 'D01' })],
  ['responsibilities[0]：部门“X”不存在', (rules) => set(rules.responsibilities[0], { lead: 'X' })],
  ['ownList[0].item：事项“X”不存在', (rules) => set(rules.ownList[0], { item: 'X' })],
])('says %s', (problem, change) => {
  expect(check(change)).toContain(problem);
});

function set<T extends object>(target: T | undefined, changes: Partial<T>): void {
  if (target) Object.assign(target, changes);
}
