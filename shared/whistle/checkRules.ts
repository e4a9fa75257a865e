import type { Role } from '../contract/people.ts';
import type { WhistleKind } from '../contract/whistleKind.ts';
import type { PackManifest } from '../pack/schema.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import { DEPARTMENT, STREET, STREET_LEADERS } from './rights.ts';

/** A problem in the rules, in Chinese: path, what is wrong, what is expected. */
export type RuleProblem = { path: string; problem: string; expected: string };

/** Checks beyond the schema: unknown codes, kinds that nobody can approve, gaps in the escalation ladder. */
export function checkWhistleRules(rules: WhistleRules, manifest: PackManifest): RuleProblem[] {
  return [
    ...checkKinds(rules, manifest),
    ...checkLadder(rules),
    ...checkAppeal(rules),
    ...checkOneHolder(rules),
    ...checkLists(rules, manifest),
  ];
}

function checkKinds(rules: WhistleRules, manifest: PackManifest): RuleProblem[] {
  const ids = rules.kinds.map((kind) => kind.id);
  const problems = duplicateProblems('kinds', 'id', ids);
  for (const [i, kind] of rules.kinds.entries()) {
    const path = `kinds[${i}]`;
    const name = kind.name.zh;
    if (kind.upgradesTo !== null && (!ids.includes(kind.upgradesTo) || kind.upgradesTo === kind.id)) {
      problems.push({
        path: `${path}.upgradesTo`,
        problem: `“${name}”升级到的哨种“${kind.upgradesTo}”不存在`,
        expected: '本表中另一个哨种的 id 或 null',
      });
    }
    problems.push(...checkApproval(kind, path), ...checkTeam(kind, path, manifest));
    if (kind.limits.business === null) {
      problems.push({
        path: `${path}.limits.business`,
        problem: `“${name}”没有总时限，会被无限期搁置`,
        expected: '从吹哨到街道确认的总时限',
      });
    }
  }
  const upgrades = new Map(rules.kinds.map((kind) => [kind.id, kind.upgradesTo]));
  for (const [i, kind] of rules.kinds.entries()) {
    if (!isCyclic(kind.id, upgrades)) continue;
    problems.push({
      path: `kinds[${i}].upgradesTo`,
      problem: `“${kind.name.zh}”的升级绕回自身`,
      expected: '逐级向上，不成环',
    });
  }
  return problems;
}

/** Every kind needs approval: beforehand, or for an emergency afterwards within a limit. */
function checkApproval(kind: WhistleKind, path: string): RuleProblem[] {
  const name = kind.name.zh;
  if (kind.emergency === null && kind.approvers.length === 0) {
    return [
      {
        path: `${path}.approvers`,
        problem: `“${name}”无人审签，又不是应急哨`,
        expected: '至少一组审签角色，或填写 emergency',
      },
    ];
  }
  if (kind.emergency === null) return [];
  const problems: RuleProblem[] = [];
  if (kind.approvers.length > 0) {
    problems.push({
      path: `${path}.approvers`,
      problem: `应急哨“${name}”先吹后批，不应再设事前审签`,
      expected: '空表 []',
    });
  }
  if (kind.limits.postApproval === null) {
    problems.push({
      path: `${path}.limits.postApproval`,
      problem: `应急哨“${name}”没有补批时限`,
      expected: '不超过 2 小时的时限',
    });
  }
  return problems;
}

function checkTeam(kind: WhistleKind, path: string, manifest: PackManifest): RuleProblem[] {
  const departments = new Set(
    manifest.orgs.filter((org) => org.kind === 'department').map((org) => org.code),
  );
  const fixed = kind.quorum.team?.fixed ?? [];
  return fixed.flatMap((org, i) =>
    departments.has(org)
      ? []
      : [
          {
            path: `${path}.quorum.team.fixed[${i}]`,
            problem: `固定成员“${org}”不是本包中的部门`,
            expected: 'pack.json 的 orgs 中 kind 为 department 的代码',
          },
        ],
  );
}

function checkLadder({ ladder, extension }: WhistleRules): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const marks = ladder.steps.map((step) => step.mark);
  if (marks.some((mark, i) => i > 0 && mark <= (marks[i - 1] ?? 0))) {
    problems.push({
      path: 'ladder.steps',
      problem: '升级节点没有由小到大排列',
      expected: 'mark 逐项增大，不重复',
    });
  }
  if (!marks.includes(1)) {
    problems.push({ path: 'ladder.steps', problem: '没有到期节点', expected: '一个 mark 为 1 的节点' });
  }
  const levels = ladder.steps.map((step) => step.level);
  if (levels.some((level, i) => i > 0 && level < (levels[i - 1] ?? 0))) {
    problems.push({ path: 'ladder.steps', problem: '后面的节点层级反而更低', expected: '层级不降' });
  }
  problems.push(
    ...duplicateProblems(
      'ladder.levels',
      'level',
      ladder.levels.map((one) => String(one.level)),
    ),
    ...duplicateProblems(
      'ladder.rungs',
      'level',
      ladder.rungs.map((one) => String(one.level)),
    ),
  );
  for (const level of [1, 2, 3, 4]) {
    if (ladder.levels.some((one) => one.level === level && one.notify.length > 0)) continue;
    problems.push({
      path: 'ladder.levels',
      problem: `第 ${level} 级没有通知对象`,
      expected: '每一级至少一个 notify 角色',
    });
  }
  if (extension.max > 0 && extension.approvers.length > extension.max) {
    problems.push({
      path: 'extension.approvers',
      problem: `列了 ${extension.approvers.length} 次延期的审批人，但最多延期 ${extension.max} 次`,
      expected: '不多于 max 项',
    });
  }
  return problems;
}

/** Who is rated does not rate (domain-2.md §6, rule 20); the street that blew is a party too. */
function checkAppeal({ appeal }: WhistleRules): RuleProblem[] {
  const parties: readonly Role[] = [...DEPARTMENT, ...STREET];
  return (['first', 'second'] as const).flatMap((step) =>
    appeal[step].roles.some((role) => parties.includes(role) || role === 'audit' || role === 'admin')
      ? [
          {
            path: `appeal.${step}.roles`,
            problem: `申诉${step === 'first' ? '初审' : '复审'}列了部门、街道或三员的角色`,
            expected: '区中心、监督评价或区领导的角色',
          },
        ]
      : [],
  );
}

/** Whoever signs in another leader's place is a leader of the street too. */
function checkOneHolder({ oneHolder }: WhistleRules): RuleProblem[] {
  if (oneHolder.rule !== 'second-leader') return [];
  const others = oneHolder.roles.filter((role) => !STREET_LEADERS.includes(role));
  return others.map((role) => ({
    path: 'oneHolder.roles',
    problem: `一肩挑时的补签角色“${role}”不是街道领导`,
    expected: '街道班子成员、书记或主任的角色',
  }));
}

function checkLists(rules: WhistleRules, manifest: PackManifest): RuleProblem[] {
  const items = new Set(rules.items.map((item) => item.code));
  const orgs = new Map(manifest.orgs.map((org) => [org.code, org.kind]));
  const categories = new Set(manifest.catalogue.items.map((item) => item.code));
  const problems = [
    ...duplicateProblems(
      'items',
      'code',
      rules.items.map((item) => item.code),
    ),
    ...duplicateProblems(
      'responsibilities',
      'id',
      rules.responsibilities.map((row) => row.id),
    ),
    // 一类事项原则上由一个部门负责: exactly one 主责 an item (domain.md §1.2).
    ...duplicateProblems(
      'responsibilities',
      'item',
      rules.responsibilities.map((row) => row.item),
    ),
    ...duplicateProblems(
      'ownList',
      'item',
      rules.ownList.map((row) => row.item),
    ),
  ];
  const missing = (path: string, what: string, code: string, file: string) =>
    problems.push({ path, problem: `${what}“${code}”不存在`, expected: file });
  for (const [i, item] of rules.items.entries()) {
    for (const [j, code] of item.categories.entries()) {
      if (!categories.has(code))
        missing(`items[${i}].categories[${j}]`, '小类', code, 'pack.json 目录中的代码');
    }
  }
  for (const [i, row] of rules.responsibilities.entries()) {
    if (!items.has(row.item)) missing(`responsibilities[${i}].item`, '事项', row.item, 'items 中的代码');
    for (const org of [row.lead, ...row.co]) {
      if (orgs.get(org) === 'department') continue;
      missing(`responsibilities[${i}]`, '部门', org, 'pack.json 的 orgs 中的部门代码');
    }
    if (row.co.includes(row.lead)) {
      problems.push({
        path: `responsibilities[${i}].co`,
        problem: `主责部门“${row.lead}”又列为协办`,
        expected: '协办中不含主责',
      });
    }
  }
  for (const [i, row] of rules.ownList.entries()) {
    if (!items.has(row.item)) missing(`ownList[${i}].item`, '事项', row.item, 'items 中的代码');
    if (!orgs.has(row.handedOverBy)) {
      missing(`ownList[${i}].handedOverBy`, '赋权部门', row.handedOverBy, 'pack.json 的 orgs 中的代码');
    }
  }
  return problems;
}

/** Whether following the upgrades leads back to the start. */
function isCyclic(start: string, upgrades: ReadonlyMap<string, string | null>): boolean {
  let at = upgrades.get(start) ?? null;
  for (let step = 0; at !== null && step < upgrades.size; step++) {
    if (at === start) return true;
    at = upgrades.get(at) ?? null;
  }
  return false;
}

function duplicateProblems(path: string, field: string, values: readonly string[]): RuleProblem[] {
  return values.flatMap((value, i) =>
    values.indexOf(value) < i
      ? [{ path: `${path}[${i}].${field}`, problem: `“${value}”重复`, expected: '唯一' }]
      : [],
  );
}
