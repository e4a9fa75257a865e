import { INDICATORS, type Indicator } from '../assessment/indicators.ts';
import type { AssessmentGroup, AssessmentRules, GroupKind } from './assessment.ts';
import type { CityPack, PackManifest } from './schema.ts';

/** What stands beside a pack's assessment. `grids` null: they could not be read, which is told elsewhere. */
type Around = { manifest: PackManifest; grids: CityPack['grids'] | null };

/** A problem, in Chinese as all problems of packs: path, what is wrong, what is expected. */
type Problem = { path: string; problem: string; expected: string };

type Force = { effectiveFrom: string | null; effectiveTo: string | null };

const ORG_KIND = {
  district: 'district',
  zone: 'district',
  street: 'street',
  department: 'department',
  enterprise: 'department',
} as const satisfies Record<Exclude<GroupKind, 'grid'>, PackManifest['orgs'][number]['kind']>;

/**
 * Checks beyond the schema: units that the pack does not have, one unit in two groups of a kind at a time, groups, rule
 * sets and variants that do not exist, two rules for one group and kind of period at a time.
 */
export function checkAssessment(rules: AssessmentRules, around: Around): Problem[] {
  return [
    ...duplicates('ruleSets', rules.ruleSets),
    ...duplicates('groups', rules.groups),
    ...duplicates('meeting.agenda.items', rules.meeting?.agenda.items ?? []),
    ...[...rules.groups.entries()].flatMap(([i, group]) => [
      ...checkForce(`groups[${i}]`, group),
      ...checkUnits(`groups[${i}]`, group, around),
      ...sharedUnits(`groups[${i}]`, group, rules.groups.slice(0, i)),
    ]),
    ...checkRules(rules),
    ...checkNamed(rules),
  ];
}

function checkForce(path: string, { effectiveFrom, effectiveTo }: Force): Problem[] {
  if (effectiveFrom === null || effectiveTo === null || effectiveFrom <= effectiveTo) return [];
  const problem = `${effectiveTo} 失效早于 ${effectiveFrom} 生效`;
  return [{ path: `${path}.effectiveTo`, problem, expected: '不早于 effectiveFrom 的日期或 null' }];
}

function checkUnits(path: string, group: AssessmentGroup, { manifest, grids }: Around): Problem[] {
  const { kind, units } = group;
  if (kind === 'grid' && grids === null) return [];
  const known = new Set(
    kind === 'grid'
      ? grids?.features.map((grid) => grid.properties.code)
      : manifest.orgs.filter((org) => org.kind === ORG_KIND[kind]).map((org) => org.code),
  );
  const expected =
    kind === 'grid' ? 'grids.geojson 中的网格代码' : `pack.json 的 orgs 中 kind 为 ${ORG_KIND[kind]} 的代码`;
  return units.flatMap((code, i) => {
    const at = `${path}.units[${i}]`;
    if (!known.has(code)) return [{ path: at, problem: `“${code}”不在本包中或类别不符`, expected }];
    const again = units.indexOf(code) < i;
    return again ? [{ path: at, problem: `“${code}”重复`, expected: '每个单位在一组中列一次' }] : [];
  });
}

/** A unit has one place at a time: it is in one group of a kind, and no department is an enterprise too. */
function sharedUnits(path: string, group: AssessmentGroup, before: readonly AssessmentGroup[]): Problem[] {
  const rivals = before.filter((other) => named(other) === named(group) && overlap(other, group));
  return rivals.flatMap((other) =>
    group.units
      .filter((code) => other.units.includes(code))
      .map((code) => ({
        path: `${path}.units`,
        problem: `“${code}”同时在“${other.name.zh}”和“${group.name.zh}”两组`,
        expected: '同一类别、同一时期只在一个组',
      })),
  );
}

/** What the codes of a group are codes of. */
function named({ kind }: AssessmentGroup): string {
  return kind === 'grid' ? 'grid' : ORG_KIND[kind];
}

function checkRules({ ruleSets, groups, rules }: AssessmentRules): Problem[] {
  const sets = new Set(ruleSets.map(({ id }) => id));
  const known = new Map(groups.map((group) => [group.id, group]));
  return [...rules.entries()].flatMap(([i, rule]) => {
    const path = `rules[${i}]`;
    const problems = [...checkForce(path, rule), ...checkVariants(path, rule.variants)];
    if (!sets.has(rule.ruleSet)) {
      const problem = `评分规则“${rule.ruleSet}”不存在`;
      problems.push({ path: `${path}.ruleSet`, problem, expected: 'ruleSets 中的 id' });
    }
    for (const [j, id] of rule.groups.entries()) {
      const group = known.get(id);
      const at = `${path}.groups[${j}]`;
      if (!group) problems.push({ path: at, problem: `分组“${id}”不存在`, expected: 'groups 中的 id' });
      else if (!overlap(group, rule)) {
        const problem = `规则生效期间“${group.name.zh}”已不是分组`;
        problems.push({ path: at, problem, expected: '与规则同期的分组' });
      }
      const rival = rules.findIndex(
        (other) => other.groups.includes(id) && other.period === rule.period && overlap(other, rule),
      );
      if (rival < i || rule.groups.indexOf(id) < j) {
        const problem = `“${group?.name.zh ?? id}”同一时期已由第 ${rival + 1} 条规则评分`;
        problems.push({ path: at, problem, expected: '同一周期、同一时期一个组只有一条规则' });
      }
    }
    return problems;
  });
}

function checkVariants(path: string, variants: Readonly<Record<string, string>>): Problem[] {
  const registry: Readonly<Record<string, Indicator>> = INDICATORS;
  return Object.entries(variants).flatMap(([id, variant]) => {
    const at = `${path}.variants.${id}`;
    const indicator = Object.hasOwn(registry, id) ? registry[id] : undefined;
    if (!indicator) {
      return [{ path: at, problem: `指标“${id}”不存在`, expected: Object.keys(registry).join('、') }];
    }
    const names = Object.keys(indicator.variants);
    if (names.includes(variant)) return [];
    const expected = names.length > 0 ? names.join('、') : '不列此指标：它没有别的算法';
    return [{ path: at, problem: `“${indicator.name.zh}”没有算法“${variant}”`, expected }];
  });
}

/** Naming the best or the worst alone would leave readers to guess how the others stand. */
function checkNamed({ publication }: AssessmentRules): Problem[] {
  const { showBest, showWorst } = publication;
  if ((showBest === null) === (showWorst === null)) return [];
  const path = `publication.${showBest === null ? 'showBest' : 'showWorst'}`;
  return [{ path, problem: '公布最好与公布较差只填了一项', expected: '两项都填，或都为 null（全部公布）' }];
}

function overlap(a: Force, b: Force): boolean {
  const endsBefore = (one: Force, other: Force) =>
    one.effectiveTo !== null && other.effectiveFrom !== null && one.effectiveTo < other.effectiveFrom;
  return !endsBefore(a, b) && !endsBefore(b, a);
}

function duplicates(path: string, list: readonly { id: string }[]): Problem[] {
  const ids = list.map(({ id }) => id);
  return ids.flatMap((id, i) =>
    ids.indexOf(id) < i ? [{ path: `${path}[${i}].id`, problem: `“${id}”重复`, expected: '唯一' }] : [],
  );
}
