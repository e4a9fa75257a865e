import { ratio } from './fraction.ts';
import { NO_DATA, type Result, value } from './result.ts';

/** What is counted, each once; computed by the service from cases, whistles or call-backs, never typed by hand. */
export const COUNTS = {
  accepted: { zh: '受理数', en: 'received' },
  filed: { zh: '立案数', en: 'filed' },
  publicReported: { zh: '监督举报核实数', en: 'reported by the public and filed' },
  due: { zh: '应结案数', en: 'due for closing' },
  dueWithSuspended: { zh: '应结案数（含缓办）', en: 'due for closing, suspended included' },
  closed: { zh: '结案数', en: 'closed' },
  closedOnTime: { zh: '按期结案数', en: 'closed on time' },
  handled: { zh: '处置数', en: 'handled' },
  toHandle: { zh: '应处置数', en: 'due for handling' },
  handledOnTime: { zh: '按期处置数', en: 'handled on time' },
  reworked: { zh: '返工数', en: 'reworked' },
  suspended: { zh: '缓办数', en: 'suspended' },
  dissatisfied: { zh: '不满意数', en: 'dissatisfied' },
  hotlineClosed: { zh: '热线办结数', en: 'hotline orders closed' },
} as const satisfies Record<string, { zh: string; en: string }>;
export type CountId = keyof typeof COUNTS;
export function isCountId(id: string): id is CountId {
  return Object.hasOwn(COUNTS, id);
}
export type Counts = Partial<Record<CountId, number>>;

/** One way to form a quotient. `less`: taken off the denominator. */
type Formula = { numerator: CountId; denominator: CountId; less: readonly CountId[] };

/** An indicator (指标): its formula, and the variants that cities use under the same name (domain-2.md §1.2). */
export type Indicator = Formula & {
  name: { zh: string; en: string };
  /** Standard or city from which the formula comes. */
  source: string;
  variants: Readonly<Record<string, Partial<Formula> & { source: string }>>;
};

const STANDARD = 'GB/T 30428.4';

/**
 * Suspended cases (缓办、挂账) are not among 应结案 in this program, see `Punctuality`. Both ways of cities are named all the
 * same: with them, and what is left when they are taken off again, which comes to the standard formula.
 */
const SUSPENDED = {
  withSuspended: { denominator: 'dueWithSuspended', source: '部分城市' },
  withoutSuspended: { denominator: 'dueWithSuspended', less: ['suspended'], source: '金华' },
} as const;

export const INDICATORS = {
  filingRate: {
    ...{ name: { zh: '立案率', en: 'Filing rate' }, source: 'domain.md §2.7' },
    ...{ numerator: 'filed', denominator: 'accepted', less: [], variants: {} },
  },
  /** Counts against an area (domain-2.md §1.1). */
  publicReportRate: {
    ...{ name: { zh: '监督举报率', en: 'Reported by the public' }, source: STANDARD },
    ...{ numerator: 'publicReported', denominator: 'filed', less: [], variants: {} },
  },
  closingRate: {
    ...{ name: { zh: '结案率', en: 'Closing rate' }, source: STANDARD },
    ...{ numerator: 'closed', denominator: 'due', less: [] },
    variants: SUSPENDED,
  },
  onTimeClosingRate: {
    ...{ name: { zh: '按期结案率', en: 'Closed on time' }, source: STANDARD },
    ...{ numerator: 'closedOnTime', denominator: 'due', less: [] },
    variants: SUSPENDED,
  },
  handlingRate: {
    ...{ name: { zh: '处置率', en: 'Handling rate' }, source: STANDARD },
    ...{ numerator: 'handled', denominator: 'toHandle', less: [] },
    variants: { byClosing: { numerator: 'closed', denominator: 'due', source: '以结案代处置' } },
  },
  onTimeHandlingRate: {
    ...{ name: { zh: '按期处置率', en: 'Handled on time' }, source: STANDARD },
    ...{ numerator: 'handledOnTime', denominator: 'toHandle', less: [] },
    // Where upstreams do not tell when handling ended (domain-2.md §1.2, 按期结案 clock).
    variants: {
      byClosing: { numerator: 'closedOnTime', denominator: 'due', source: '以结案时间代处置时间' },
    },
  },
  reworkRate: {
    ...{ name: { zh: '返工率', en: 'Rework rate' }, source: STANDARD },
    ...{ numerator: 'reworked', denominator: 'handled', less: [] },
    variants: { ofDue: { denominator: 'due', source: '部分城市' } },
  },
  dissatisfactionRate: {
    ...{ name: { zh: '不满意率', en: 'Dissatisfaction rate' }, source: '宁国' },
    ...{ numerator: 'dissatisfied', denominator: 'hotlineClosed', less: [], variants: {} },
  },
} as const satisfies Record<string, Indicator>;
export type IndicatorId = keyof typeof INDICATORS;
export function isIndicatorId(id: string): id is IndicatorId {
  return Object.hasOwn(INDICATORS, id);
}

/**
 * A quotient of the registry. «无数据» where the denominator is 0: there was nothing to do well or badly. «待定» where a count
 * is not known. @throws RangeError for a variant that the indicator does not have, and for a denominator below 0
 */
export function indicator(id: IndicatorId, variant: string | null, counts: Counts): Result {
  const { numerator, denominator, less } = formulaOf(id, variant);
  const missing = [numerator, denominator, ...less].filter((each) => counts[each] === undefined);
  if (missing.length > 0) return { kind: 'pending', missing };
  const whole = (counts[denominator] ?? 0) - less.reduce((sum, each) => sum + (counts[each] ?? 0), 0);
  if (whole < 0) throw new RangeError(`${id}: more to leave out than there is`);
  return whole === 0 ? NO_DATA : value(ratio(counts[numerator] ?? 0, whole));
}

/** How it is computed, e.g. `按期结案数 ÷ (应结案数 − 缓办数)`. */
export function formulaText(id: IndicatorId, variant: string | null, language: 'zh' | 'en'): string {
  const { numerator, denominator, less } = formulaOf(id, variant);
  const [first, ...rest] = [denominator, ...less].map((each) => COUNTS[each][language]);
  const whole = rest.length === 0 ? first : `(${[first, ...rest].join(' − ')})`;
  return `${COUNTS[numerator][language]} ÷ ${whole}`;
}

/** The formula of an indicator in one of its variants. @throws RangeError for a variant that it does not have */
export function formulaOf(id: IndicatorId, variant: string | null): Formula & { source: string } {
  const { variants, ...standard }: Indicator = INDICATORS[id];
  if (variant === null) return standard;
  const changed = Object.hasOwn(variants, variant) ? variants[variant] : undefined;
  if (changed === undefined) throw new RangeError(`${id} has no variant ${variant}`);
  return { ...standard, ...changed };
}
