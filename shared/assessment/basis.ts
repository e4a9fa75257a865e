import type { AssessmentGroup, AssessmentRules } from '../pack/assessment.ts';
import type { PackManifest } from '../pack/schema.ts';
import type { UnitKind } from './caseFact.ts';
import { DEPARTMENT_SET, ON_TIME_SET, THREE_RATES_SET } from './defaultSets.ts';
import type { PeriodKind } from './periods.ts';
import type { RuleSet } from './ruleSet.ts';

/** By what units are scored and ranked: groups, rule sets, and which of these counts for which group. */
export type Basis = Pick<AssessmentRules, 'ruleSets' | 'groups' | 'rules' | 'publication' | 'publicChannels'>;
export type GroupRule = Basis['rules'][number];

/** By what the units of a group are found among the cases. */
export function unitKindOf(kind: AssessmentGroup['kind']): UnitKind {
  return kind === 'street' || kind === 'grid' ? kind : 'org';
}

const INVENTED = { origin: 'invented', source: '城市包没有考核分组，按街道、部门各成一组' } as const;
const ALWAYS = { effectiveFrom: null, effectiveTo: null } as const;

/** The basis of a pack; where it has none, streets and departments with the standard's composite, said to be a default. */
export function basisOf(manifest: PackManifest, given: AssessmentRules | null | undefined): Basis {
  if (given !== null && given !== undefined) return given;
  const streets = manifest.streets.map(({ code }) => code);
  const departments = manifest.orgs.filter(({ kind }) => kind === 'department').map(({ code }) => code);
  const groups: AssessmentGroup[] = [
    { id: 'streets', name: { zh: '街道', en: 'Streets' }, kind: 'street' as const, units: streets },
    {
      id: 'departments',
      name: { zh: '部门', en: 'Departments' },
      kind: 'department' as const,
      units: departments,
    },
  ]
    .filter(({ units }) => units.length > 0)
    .map((group) => ({ ...group, ...ALWAYS, ...INVENTED }));
  const rule = (group: string, period: PeriodKind): GroupRule => ({
    ruleSet: group === 'streets' ? ON_TIME_SET.id : DEPARTMENT_SET.id,
    ...{ groups: [group], period, ties: 'competition' as const },
    // Few upstreams tell when handling ended: then its time is that of closing, which the screen says.
    variants: { onTimeHandlingRate: 'byClosing', reworkRate: 'ofDue' },
    ...ALWAYS,
    ...INVENTED,
  });
  return {
    ruleSets: [ON_TIME_SET, DEPARTMENT_SET, THREE_RATES_SET],
    groups,
    rules: groups.flatMap(({ id }) =>
      (['week', 'month', 'quarter', 'year'] as const).map((kind) => rule(id, kind)),
    ),
    publication: {
      appealWorkingDays: { amount: 3, origin: 'invented', source: '未见公布的申诉期限，缺省三个工作日' },
      ...{ showBest: null, showWorst: null },
      audience: { to: 'units', origin: 'invented', source: '缺省' },
    },
    publicChannels: null,
  };
}

/** Whether something is in force on a local day. */
export function isInForce(
  { effectiveFrom, effectiveTo }: { effectiveFrom: string | null; effectiveTo: string | null },
  day: string,
): boolean {
  return (effectiveFrom === null || effectiveFrom <= day) && (effectiveTo === null || day <= effectiveTo);
}

/**
 * The rule by which a group is scored: that of the kind of period; `isForPeriod` false: another one of the group, for a
 * trial (试算), since none is laid down for such a period. Null: it has none at all.
 */
export function ruleFor(
  { rules }: Pick<Basis, 'rules'>,
  group: string,
  kind: PeriodKind | null,
  day: string,
): (GroupRule & { isForPeriod: boolean }) | null {
  const own = rules.filter((rule) => rule.groups.includes(group) && isInForce(rule, day));
  const exact = own.find(({ period }) => period === kind);
  const found = exact ?? own.find(({ period }) => period === 'month') ?? own[0];
  return found === undefined ? null : { ...found, isForPeriod: exact !== undefined };
}

/** Rule sets in force, the one that counts first. */
export function setsBeside(
  { ruleSets }: Pick<Basis, 'ruleSets'>,
  counting: string | null,
  day: string,
): RuleSet[] {
  const known = ruleSets.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= day);
  return [...known].sort((a, b) => Number(b.id === counting) - Number(a.id === counting));
}
