import { describe, expect, it } from 'vitest';
import type { AssessmentRules } from '../../../shared/pack/assessment.ts';
import { checkAssessment } from '../../../shared/pack/checkAssessment.ts';
import { pack, SHIPPED } from './packs.ts';

type Rules = AssessmentRules;
const qinhuai = pack('nanjing-qinhuai');
const RULES = assessmentOf('nanjing-qinhuai');

function assessmentOf(id: (typeof SHIPPED)[number]): Rules {
  const { assessment } = pack(id);
  return assessment ?? expect.unreachable(`${id} scores nobody`);
}

/** The problems of a changed copy, as `path：problem`. */
const check = (change: (rules: Rules) => void): string[] => {
  const rules = structuredClone(RULES);
  change(rules);
  return checkAssessment(rules, qinhuai).map(({ path, problem }) => `${path}：${problem}`);
};
const group = (rules: Rules, at: number) => rules.groups[at] ?? expect.unreachable();
const rule = (rules: Rules, at: number) => rules.rules[at] ?? expect.unreachable();

describe('what is shipped', () => {
  it.each(SHIPPED)('%s: scores every group over some period, names its sources, meets', (id) => {
    const { groups, rules, meeting, publication } = assessmentOf(id);
    const scored = new Set(rules.flatMap((one) => one.groups));
    expect([...scored].sort()).toEqual(groups.map((one) => one.id).sort());
    expect(meeting?.defaultDueDays).toMatchObject({ amount: 20, origin: 'borrowed' });
    expect(meeting?.agenda.items.map((item) => item.id)).toEqual([
      ...['sign-in', 'last-decisions', 'week', 'exposure', 'items'],
      ...['suspended', 'bottom', 'next-week', 'decisions'],
    ]);
    expect(publication.appealWorkingDays).toMatchObject({ amount: 3, origin: 'invented' });
  });

  it('Suzhou: 53 grids by 70 and 30 each month, Wednesday evening, whose hour nobody has published', () => {
    const { grids, manifest } = pack('suzhou-anhui');
    const { groups, rules, ruleSets, meeting } = assessmentOf('suzhou-anhui');
    expect(grids.features).toHaveLength(53);
    const [first] = groups;
    expect(first).toMatchObject({ id: 'grids', kind: 'grid', origin: 'published' });
    expect(new Set(first?.units).size).toBe(53);
    expect(rules[0]).toMatchObject({ ruleSet: 'suzhou-anhui-70-30', groups: ['grids'], period: 'month' });
    expect(ruleSets[0]?.components.map(({ weight }) => weight)).toEqual(['0.7', '0.3']);
    expect(meeting).toMatchObject({
      weekday: { day: 3, origin: 'published' },
      localTime: { origin: 'invented' },
    });
    const items = manifest.catalogue.items;
    const size = (kind: string) => {
      const own = items.filter((item) => item.kind === kind);
      return [own.filter((one) => one.parent === null).length, own.filter((one) => one.parent).length];
    };
    expect([size('component'), size('event')]).toEqual([
      [5, 121],
      [6, 115],
    ]);
    expect(new Set(items.map((item) => item.name)).size).toBe(items.length);
  });

  it('Hohhot: 4 + 1 + 16 + 11 units in four groups, published to everybody', () => {
    const { groups, publication } = assessmentOf('hohhot');
    expect(groups.map(({ id, units }) => [id, units.length])).toEqual([
      ['districts', 4],
      ['zone', 1],
      ['departments', 16],
      ['enterprises', 11],
    ]);
    expect(publication.audience).toMatchObject({ to: 'public', origin: 'published' });
    const { orgs } = pack('hohhot').manifest;
    for (const district of [...group(assessmentOf('hohhot'), 0).units, '150100-JKQ']) {
      const own = orgs.filter((org) => org.kind === 'street' && org.parent === district);
      expect(own.length, district).toBeGreaterThan(0);
    }
  });

  it('Dongcheng: whistles are exactly a third of the year', () => {
    const { ruleSets, rules } = assessmentOf('beijing-dongcheng');
    expect(ruleSets[0]?.components.map(({ weight }) => weight)).toEqual(['1/6', '1/6', '2/3']);
    expect(rules[0]?.period).toBe('year');
  });
});

describe('what is wrong', () => {
  it.each<[string, (rules: Rules) => void]>([
    [
      'ruleSets[3].id：“whistle-double”重复',
      (rules) => rules.ruleSets.push(structuredClone(rules.ruleSets[0]!)),
    ],
    [
      'groups[1].units[0]：“320104-NONE”不在本包中或类别不符',
      (rules) => group(rules, 1).units.splice(0, 1, '320104-NONE'),
    ],
    [
      'groups[0].units[12]：“320104-CGJ”不在本包中或类别不符',
      (rules) => group(rules, 0).units.push('320104-CGJ'),
    ],
    ['groups[0].units[12]：“320104001”重复', (rules) => group(rules, 0).units.push('320104001')],
    [
      'groups[2].units：“320104-GDGS”同时在“部门组”和“企业组”两组',
      (rules) =>
        rules.groups.push({
          ...group(rules, 1),
          ...{ id: 'more', name: { zh: '企业组', en: 'more' }, kind: 'enterprise', units: ['320104-GDGS'] },
        }),
    ],
    ['rules[0].ruleSet：评分规则“none”不存在', (rules) => Object.assign(rule(rules, 0), { ruleSet: 'none' })],
    ['rules[0].groups[1]：分组“none”不存在', (rules) => rule(rules, 0).groups.push('none')],
    [
      'rules[0].groups[1]：“部门组”同一时期已由第 1 条规则评分',
      (rules) => rule(rules, 0).groups.push('departments'),
    ],
    [
      'rules[1].groups[1]：“部门组”同一时期已由第 1 条规则评分',
      (rules) => rule(rules, 1).groups.push('departments'),
    ],
    [
      'rules[0].variants.solved：指标“solved”不存在',
      (rules) => Object.assign(rule(rules, 0), { variants: { solved: 'x' } }),
    ],
    [
      'rules[0].variants.reworkRate：“返工率”没有算法“constructor”',
      (rules) => Object.assign(rule(rules, 0), { variants: { reworkRate: 'constructor' } }),
    ],
    [
      'groups[0].effectiveTo：2025-12-31 失效早于 2026-01-01 生效',
      (rules) => Object.assign(group(rules, 0), { effectiveFrom: '2026-01-01', effectiveTo: '2025-12-31' }),
    ],
    [
      'rules[1].groups[0]：规则生效期间“街道组”已不是分组',
      (rules) => {
        Object.assign(group(rules, 0), { effectiveTo: '2025-12-31' });
        Object.assign(rule(rules, 1), { effectiveFrom: '2026-01-01' });
      },
    ],
    [
      'publication.showWorst：公布最好与公布较差只填了一项',
      (rules) =>
        Object.assign(rules.publication, { showBest: { amount: 5, origin: 'invented', source: '示例' } }),
    ],
  ])('%s', (problem, change) => {
    expect(check(change)).toEqual([problem]);
  });
});

describe('one after the other', () => {
  const follow = (last: string, first: string, period: 'month' | 'year') => (rules: Rules) => {
    const old = rule(rules, 0);
    rules.rules.push({ ...structuredClone(old), period, effectiveFrom: first });
    old.effectiveTo = last;
  };

  it('a rule may follow on the day after the last of another; that day itself belongs to one', () => {
    expect(check(follow('2026-06-30', '2026-07-01', 'month'))).toEqual([]);
    expect(check(follow('2026-07-01', '2026-07-01', 'month'))).toHaveLength(1);
  });

  it('a month and a year may each have a rule', () => {
    expect(check(follow('2026-07-01', '2026-07-01', 'year'))).toEqual([]);
  });

  it('a unit may move from one group to another', () => {
    const move = (first: string) => (rules: Rules) => {
      rules.groups.push({ ...structuredClone(group(rules, 1)), id: 'later', effectiveFrom: first });
      group(rules, 1).effectiveTo = '2026-06-30';
    };
    expect(check(move('2026-07-01'))).toEqual([]);
    expect(check(move('2026-06-30'))).toHaveLength(group(RULES, 1).units.length);
  });
});
