import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { WhistleStage, Words } from '../contract/whistles.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { ClockContext } from './clock.ts';
import { kindName } from './kind.ts';
import { words } from './refuse.ts';
import type { Summons, WhistleState } from './state.ts';
import { ledgersOf } from './succession.ts';

/** A whistle with its log. Figures are computed from events, since the state may have changed after the period. */
export type WhistleWithLog = { state: WhistleState; log: readonly WhistleEvent[] };

/** From (included) to (excluded), UTC ms. */
export type Period = { from: number; to: number };

/**
 * A figure of domain.md §3.2 with everything it was computed from. `value` is null if the denominator is 0. Ids are of
 * whistles (`w-…`) or summonses (`w-…/s1`).
 */
export type Indicator = {
  id: string;
  name: Words;
  /** ratio: 0…1; count: a number; length: ms; score: 0…1 of the maximum; per-thousand: per 1,000 cases. */
  unit: 'ratio' | 'count' | 'length' | 'score' | 'per-thousand';
  numerator: number;
  denominator: number;
  value: number | null;
  rule: Words;
  numeratorIds: string[];
  denominatorIds: string[];
  /** Of the numerator: overdue when it happened, and exempt since (two ledgers, domain-2.md §1.5: `9（1）`). */
  exemptIds: string[];
  /** Recommended range with its source; null if none is set. */
  band: { low: number; high: number; source: string } | null;
};

const DAY = 86_400_000;

/** All indicators of a period. `cases`: cases of the same streets and period, for the 吹哨率. */
export function indicatorsOf(
  whistles: readonly WhistleWithLog[],
  period: Period,
  cases: number,
  rules: WhistleRules,
): Indicator[] {
  const blown = whistles.filter(({ log }) => within(submittedOrBlownAt(log), period));
  const summoned = whistles.flatMap(({ state }) =>
    state.children
      .filter((child) => child.part !== 'leader' && within(child.notifiedAt, period))
      .map((child) => ({ id: `${state.id}/${child.id}`, child, state })),
  );
  return [
    count(blown),
    whistleRate(blown, cases, rules),
    signedInTime(summoned),
    arrivedInTime(summoned),
    solved(whistles, period, rules),
    mistaken(blown),
    objections(whistles, period),
    appeals(whistles, period),
    timeToArrive(summoned),
    chains(blown),
    ...scores(whistles, period, rules),
  ];
}

/** A whistle as listed under a figure. */
export type IndicatorRow = {
  id: string;
  subject: string;
  street: string;
  kindName: string;
  stage: WhistleStage;
  createdAt: number;
  summonses: { id: string; org: string }[];
};

/** The whistles that any of the figures refers to, newest first. */
export function indicatorRows(
  items: readonly Indicator[],
  whistles: readonly WhistleWithLog[],
  context: Pick<ClockContext, 'rules' | 'former'>,
): IndicatorRow[] {
  const named = new Set(
    items.flatMap((item) => [...item.numeratorIds, ...item.denominatorIds]).map((id) => id.split('/')[0]),
  );
  return whistles
    .filter(({ state }) => named.has(state.id))
    .map(({ state }) => ({
      id: state.id,
      subject: state.draft.subject,
      street: state.draft.street,
      kindName: kindName(state, context),
      stage: state.stage,
      createdAt: state.createdAt,
      summonses: state.children.map((child) => ({ id: child.id, org: child.org })),
    }))
    .sort((a, b) => b.createdAt - a.createdAt);
}

type Row = { id: string; child: Summons; state: WhistleState };

function count(blown: readonly WhistleWithLog[]): Indicator {
  const ids = blown.map(({ state }) => state.id);
  return {
    ...ratioOf('count', words('吹哨数', 'whistles'), 'count', ids, ids),
    value: ids.length,
    rule: words('期内提交审签或应急吹响的哨', 'whistles submitted, or blown as emergencies, in the period'),
  };
}

function whistleRate(blown: readonly WhistleWithLog[], cases: number, rules: WhistleRules): Indicator {
  const ids = blown.map(({ state }) => state.id);
  const { low, high, source } = rules.rateBand;
  return {
    ...ratioOf('rate', words('吹哨率', 'whistles per 1,000 cases'), 'per-thousand', ids, []),
    denominator: cases,
    value: cases > 0 ? (ids.length / cases) * 1000 : null,
    rule: words(
      '吹哨数 ÷ 同期案件数 × 1000；过低说明机制闲置，过高说明日常机制失灵',
      'whistles ÷ cases of the period × 1,000; too low: idle, too high: everyday work is broken',
    ),
    band: { low, high, source },
  };
}

function signedInTime(rows: readonly Row[]): Indicator {
  const late = (row: Row) => passed(row, 'sign', false);
  const exempt = (row: Row) => passed(row, 'sign', true);
  const known = rows.filter((row) => row.child.signedAt !== null || late(row) || exempt(row));
  const good = known.filter((row) => !late(row));
  return {
    ...ratioOf('sign', words('按时签收率', 'signed in time'), 'ratio', good.map(idOf), known.map(idOf)),
    exemptIds: good.filter(exempt).map(idOf),
    rule: words(
      '签收时限内签收的部门数 ÷ 已签收或已过签收时限的部门数；未到时限的不计；括号内为曾超期、已豁免的，计为按时',
      'departments that signed in time ÷ those that signed or let the limit pass; in brackets: exempt, counted as in time',
    ),
  };
}

function arrivedInTime(rows: readonly Row[]): Indicator {
  // A mark that was exempted counts as kept (domain-2.md §1.6, E12), also of a department that never came.
  const exempt = (row: Row) => passed(row, 'arrive', true);
  const missed = ({ child }: Row) => ledgersOf(child).some((one) => one.late || one.noShow);
  const known = rows.filter((row) => row.child.arrivedAt !== null || missed(row) || exempt(row));
  const good = known.filter((row) => !missed(row));
  return {
    ...ratioOf('arrive', words('按时报到率', 'arrived in time'), 'ratio', good.map(idOf), known.map(idOf)),
    exemptIds: good
      .filter(
        (row) => exempt(row) || ledgersOf(row.child).some((one) => one.exempt.late || one.exempt.noShow),
      )
      .map(idOf),
    rule: words(
      '报到时限内报到的部门数 ÷ 已报到或已过报到时限的部门数；迟到的计入分母，未到时限的不计；括号内为曾超期、已豁免的，计为按时',
      'departments that arrived in time ÷ those that arrived or let the limit pass; in brackets: exempt, counted as in time',
    ),
  };
}

function solved(whistles: readonly WhistleWithLog[], period: Period, rules: WhistleRules): Indicator {
  const days = rules.solvedDays;
  const closings = whistles.flatMap(({ state, log }) => {
    const at = log.find((event) => event.type === 'closed')?.at;
    return at !== undefined && within(at, period) ? [{ id: state.id, at, log }] : [];
  });
  const good = closings.filter(
    ({ at, log }) =>
      !log.some(
        ({ type, at: again }) =>
          (type === 'reopened' || type === 'reblown') && again >= at && again <= at + days * DAY,
      ),
  );
  return {
    ...ratioOf('solved', words('彻底解决率', 'solved for good'), 'ratio', good.map(idOf), closings.map(idOf)),
    rule: words(
      `期内首次销号后 ${days} 天内未重启、未再次吹哨的哨 ÷ 期内首次销号的哨；未满 ${days} 天的按目前情况计`,
      `closed and neither reopened nor blown again within ${days} days ÷ closed in the period`,
    ),
  };
}

function mistaken(blown: readonly WhistleWithLog[]): Indicator {
  const wrong = blown.filter(({ state }) => state.stage === 'rejected' || state.stage === 'withdrawn');
  return {
    ...ratioOf(
      'mistaken',
      words('误哨率', 'mistaken whistles'),
      'ratio',
      wrong.map(({ state }) => state.id),
      blown.map(({ state }) => state.id),
    ),
    rule: words('（不予吹哨＋撤哨）÷ 吹哨数', '(rejected + withdrawn) ÷ whistles'),
  };
}

function objections(whistles: readonly WhistleWithLog[], period: Period): Indicator {
  const upheld: string[] = [];
  const ruled: string[] = [];
  for (const { state, log } of whistles) {
    for (const { type, data, at } of log) {
      if ((type !== 'objection-upheld' && type !== 'objection-overruled') || !within(at, period)) continue;
      ruled.push(`${state.id}/${data.summons}`);
      if (type === 'objection-upheld') upheld.push(`${state.id}/${data.summons}`);
    }
  }
  return {
    ...ratioOf('objection', words('异议成立率', 'objections upheld'), 'ratio', upheld, ruled),
    rule: words('期内裁定支持的异议 ÷ 期内裁定的异议', 'upheld ÷ ruled in the period'),
  };
}

/** Appeals and exemptions decided in the period. */
function appeals(whistles: readonly WhistleWithLog[], period: Period): Indicator {
  const decided = whistles.flatMap(({ state }) =>
    state.appeals.flatMap(({ stage, summons, first, second }) => {
      const at = second?.at ?? first?.at ?? null;
      return (stage === 'granted' || stage === 'refused') && within(at, period)
        ? [{ id: `${state.id}/${summons}`, granted: stage === 'granted' }]
        : [];
    }),
  );
  const granted = decided.filter((one) => one.granted);
  return {
    ...ratioOf(
      'appeal',
      words('申诉通过率', 'appeals granted'),
      'ratio',
      granted.map(idOf),
      decided.map(idOf),
    ),
    rule: words(
      '期内复审通过的申诉和直接豁免 ÷ 期内审结的申诉和直接豁免；撤回和无需申诉的不计',
      'granted ÷ decided in the period, exemptions by the command included; withdrawn and moot ones are left out',
    ),
  };
}

function timeToArrive(rows: readonly Row[]): Indicator {
  const arrived = rows.filter(({ child }) => child.arrivedAt !== null);
  const sum = arrived.reduce((total, { child }) => total + ((child.arrivedAt ?? 0) - child.notifiedAt), 0);
  const ids = arrived.map(idOf);
  return {
    ...ratioOf('time-to-arrive', words('平均报到时长', 'mean time to arrive'), 'length', ids, ids),
    numerator: sum,
    value: ids.length > 0 ? sum / ids.length : null,
    rule: words(
      '各部门从送达到报到的自然时长之和 ÷ 已报到部门数；夜间和节假日计入',
      'sum of the time from notice to arrival ÷ arrivals, nights and holidays included',
    ),
  };
}

function chains(blown: readonly WhistleWithLog[]): Indicator {
  const ids = blown.map(({ state }) => state.id);
  const roots = [...new Set(blown.map(({ state }) => state.root))];
  return {
    ...ratioOf('chain', words('重复吹哨链长', 'mean length of repeat chains'), 'count', ids, roots),
    rule: words('期内吹哨数 ÷ 期内涉及的事项链数', 'whistles ÷ chains that they belong to'),
  };
}

/** One figure per department: its rating by the streets, as a share of the maximum. */
function scores(whistles: readonly WhistleWithLog[], period: Period, rules: WhistleRules): Indicator[] {
  const byOrg = new Map<string, { sum: number; ids: string[] }>();
  for (const { state } of whistles) {
    for (const rating of state.ratings) {
      if (!within(rating.at, period)) continue;
      const found = byOrg.get(rating.org) ?? { sum: 0, ids: [] };
      found.sum += rating.arrival + rating.attitude + rating.effect;
      found.ids.push(`${state.id}/${rating.summons}`);
      byOrg.set(rating.org, found);
    }
  }
  const weight = rules.ratingWeight;
  const share =
    weight === null ? '' : `；占部门绩效约 ${Math.round(weight.share * 100)}%（${weight.source}）`;
  return [...byOrg]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([org, { sum, ids }]) => ({
      ...ratioOf(`score:${org}`, words('街道评价得分', 'ratings by the streets'), 'score', ids, ids),
      numerator: sum,
      denominator: ids.length * 15,
      value: sum / (ids.length * 15),
      rule: words(
        `期内到场、态度、效果三项得分之和 ÷ 满分（每次 15 分）${share}`,
        'sum of the three marks ÷ the best possible, 15 a rating',
      ),
    }));
}

function ratioOf(
  id: string,
  name: Words,
  unit: Indicator['unit'],
  numeratorIds: string[],
  denominatorIds: string[],
): Indicator {
  const numerator = numeratorIds.length;
  const denominator = denominatorIds.length;
  const value = denominator > 0 ? numerator / denominator : null;
  const rule = words('', '');
  const ids = { numeratorIds, denominatorIds, exemptIds: [] };
  return { id, name, unit, numerator, denominator, value, rule, ...ids, band: null };
}

/** When the whistle was first submitted, or blown as an emergency; UTC ms. */
function submittedOrBlownAt(log: readonly WhistleEvent[]): number | null {
  return log.find((event) => event.type === 'submitted' || event.type === 'blown')?.at ?? null;
}

/** Whether the limit of this clock passed on the department; `exempt`: and does not count. */
function passed({ state, child }: Row, kind: 'sign' | 'arrive', exempt: boolean): boolean {
  return Object.values(state.fired).some(
    (mark) => mark.kind === kind && mark.summons === child.id && mark.mark === 1 && mark.exempt === exempt,
  );
}

function within(at: number | null, period: Period): boolean {
  return at !== null && at >= period.from && at < period.to;
}

function idOf(row: { id: string }): string {
  return row.id;
}
