import type { Basis } from './basis.ts';
import {
  type CaseFact,
  handlingAt,
  type Moment,
  outcomeIn,
  standingAt,
  UNIT_KINDS,
  type UnitKind,
} from './caseFact.ts';
import type { ClosingFacts } from './closing.ts';
import type { Counts } from './indicators.ts';

/** Why cases of a period are in no rate of closing; by the time of report, so that each is told of once. */
export const LEFT_OUT = {
  noLimit: { zh: '没有时限', en: 'without a limit' },
  cancelled: { zh: '作废', en: 'cancelled' },
  closedUnknown: { zh: '结案时间不明', en: 'closed at an unknown time' },
  suspended: { zh: '挂账（缓办）', en: 'suspended' },
} as const;
export type LeftOut = Record<keyof typeof LEFT_OUT, number>;

/** What was counted of one unit. A count that the data cannot tell is absent (待定), never 0. */
export type UnitCounts = {
  counts: Counts;
  leftOut: LeftOut;
  /** Of those closed on time, the ones that were late and count by a granted appeal (申诉通过). */
  granted: number;
};

/** Ids of cases that count otherwise than they were: late ones that count as on time, and ones that count nowhere. */
export type Adjustments = { onTime: ReadonlySet<string>; leftOut: ReadonlySet<string> };
export const NO_ADJUSTMENTS: Adjustments = { onTime: new Set(), leftOut: new Set() };

/** All units of a period. The key null: cases of no unit (未归口); with them, each kind adds up to the whole. */
export type Tally = {
  total: UnitCounts;
  units: Record<UnitKind, ReadonlyMap<string | null, UnitCounts>>;
};

/** Adds cases up for several periods in one pass. */
export type Counter = {
  /** Whether it is counted in one of the periods. */
  add(fact: CaseFact): boolean;
  /** One for each moment, in their order. */
  result(): Tally[];
};

/** What one case adds to the counts of a period. */
type Judged = {
  [K in 'accepted' | 'filed' | 'due' | 'closed' | 'closedOnTime' | 'suspendedDue']: number;
} & { [K in 'publicReported' | 'channelUnknown']: number } & {
  [K in 'toHandle' | 'handled' | 'handledOnTime' | 'reworked']: number;
} & LeftOut & {
    stageUnknown: number;
    handlingUnknown: number;
    granted: number;
  };
type Sums = Judged & { /** Of the cases in 应结案. */ sources: Set<string | null> };

const NOTHING: Judged = {
  ...{ accepted: 0, filed: 0, due: 0, closed: 0, closedOnTime: 0, suspendedDue: 0 },
  ...{ toHandle: 0, handled: 0, handledOnTime: 0, reworked: 0, publicReported: 0, channelUnknown: 0 },
  ...{ noLimit: 0, cancelled: 0, closedUnknown: 0, suspended: 0 },
  ...{ stageUnknown: 0, handlingUnknown: 0, granted: 0 },
};
const PARTS: readonly (keyof Judged)[] = [
  ...(['accepted', 'filed', 'due', 'closed', 'closedOnTime', 'suspendedDue'] as const),
  ...(['toHandle', 'handled', 'handledOnTime', 'reworked'] as const),
  ...(['publicReported', 'channelUnknown'] as const),
  ...(['noLimit', 'cancelled', 'closedUnknown', 'suspended'] as const),
  ...(['stageUnknown', 'handlingUnknown', 'granted'] as const),
];

/**
 * Counts cases by unit, as at each of the moments, in one pass.
 *
 * @param channels those by which the public reports
 * @param tellRework sources that tell of reworks; those of the cases that are added join them. A source that never told of
 * one may not tell of any, and 0 would be a claim
 */
export function createCounter(
  moments: readonly Moment[],
  { publicChannels: channels }: Pick<Basis, 'publicChannels'>,
  tellRework: Set<string | null>,
  adjustments: Adjustments,
): Counter {
  const isPublic = channels === null ? null : new Set(channels.names);
  const sums = moments.map(() => ({
    total: noSums(),
    units: UNIT_KINDS.map((kind) => ({ kind, found: new Map<string | null, Sums>() })),
  }));
  return {
    add(fact) {
      if (fact.rework > 0) tellRework.add(fact.units.source);
      if (adjustments.leftOut.has(fact.id)) return false;
      let counted = false;
      for (const [index, moment] of moments.entries()) {
        const judged = judge(fact, moment, adjustments.onTime.has(fact.id), isPublic);
        const into = sums[index];
        if (judged === null || into === undefined) continue;
        counted = true;
        addTo(into.total, judged, fact.units.source);
        for (const { kind, found } of into.units) {
          const unit = fact.units[kind];
          let one = found.get(unit);
          if (one === undefined) {
            one = noSums();
            found.set(unit, one);
          }
          addTo(one, judged, fact.units.source);
        }
      }
      return counted;
    },
    result: () =>
      sums.map(({ total, units }) => {
        const of = (kind: UnitKind) => {
          const found = units.find((each) => each.kind === kind)?.found ?? [];
          return new Map([...found].map(([unit, one]) => [unit, countsOf(one, tellRework)]));
        };
        return {
          total: countsOf(total, tellRework),
          units: {
            ...{ street: of('street'), grid: of('grid'), org: of('org') },
            ...{ source: of('source'), channel: of('channel'), category: of('category') },
          },
        };
      }),
  };
}

function noSums(): Sums {
  return { ...NOTHING, sources: new Set() };
}

function addTo(into: Sums, judged: Judged, source: string | null): void {
  for (const part of PARTS) into[part] += judged[part];
  if (judged.due > 0) into.sources.add(source);
}

/** Null: the case is not counted in the period. */
function judge(
  fact: CaseFact,
  moment: Moment,
  isGranted: boolean,
  publicChannels: ReadonlySet<string> | null,
): Judged | null {
  const { from, to, asOf } = moment;
  const standing = standingAt(fact, asOf);
  if (standing === null) return null;
  const isReported = fact.requestedAt >= from && fact.requestedAt < to;
  const outcome = outcomeIn(standing, moment);
  const isSuspended = standing.open && standing.stage === 'suspended';
  // What would be due if its clock did not rest.
  const suspendedDue = isSuspended && outcomeIn({ ...standing, stage: null }, moment) !== null;
  const handling = handlingAt(fact, asOf);
  const handled = handling === 'unknown' ? null : outcomeIn(handling, moment);
  if (!isReported && outcome === null && handled === null && !suspendedDue) return null;
  return {
    ...NOTHING,
    ...(isReported ? reportedParts(fact, standing, isSuspended, publicChannels) : {}),
    due: one(outcome !== null),
    closed: one(outcome !== null && outcome !== 'unclosed'),
    closedOnTime: one(outcome === 'on-time' || (outcome === 'late' && isGranted)),
    granted: one(outcome === 'late' && isGranted),
    reworked: one(outcome !== null && fact.rework > 0),
    suspendedDue: one(suspendedDue),
    toHandle: one(handled !== null),
    handled: one(handled !== null && handled !== 'unclosed'),
    handledOnTime: one(handled === 'on-time'),
    handlingUnknown: one(handling === 'unknown' && outcome !== null),
  };
}

function one(counts: boolean): number {
  return counts ? 1 : 0;
}

/** Of a case reported in the period: filed or not, and why it may be in no rate of closing. */
function reportedParts(
  { stage, dueAt, units: { channel } }: CaseFact,
  { open, closedAt }: ClosingFacts,
  isSuspended: boolean,
  publicChannels: ReadonlySet<string> | null,
): Partial<Judged> {
  const why: Partial<LeftOut> =
    stage === 'cancelled'
      ? { cancelled: 1 }
      : dueAt === null
        ? { noLimit: 1 }
        : !open && closedAt === null
          ? { closedUnknown: 1 }
          : isSuspended
            ? { suspended: 1 }
            : {};
  const isFiled = stage !== null && stage !== 'reported' && stage !== 'cancelled';
  return {
    ...{ accepted: 1, filed: one(isFiled), stageUnknown: one(stage === null) },
    publicReported: one(isFiled && channel !== null && publicChannels?.has(channel) === true),
    channelUnknown: one(isFiled && (channel === null || publicChannels === null)),
    ...why,
  };
}

function countsOf(sums: Sums, tellRework: ReadonlySet<string | null>): UnitCounts {
  const { accepted, filed, due, closed, closedOnTime, suspendedDue, toHandle, handled } = sums;
  const { handledOnTime, reworked, granted, noLimit, cancelled, closedUnknown, suspended } = sums;
  const isReworkTold = [...sums.sources].every((source) => tellRework.has(source));
  return {
    counts: {
      ...{ accepted, due, closed, closedOnTime },
      ...{ suspended: suspendedDue, dueWithSuspended: due + suspendedDue },
      ...(sums.stageUnknown === 0 ? { filed } : {}),
      ...(sums.stageUnknown + sums.channelUnknown === 0 ? { publicReported: sums.publicReported } : {}),
      ...(sums.handlingUnknown === 0 ? { toHandle, handled, handledOnTime } : {}),
      ...(isReworkTold ? { reworked } : {}),
    },
    leftOut: { noLimit, cancelled, closedUnknown, suspended },
    granted,
  };
}

/** What a unit has that no case concerns: nothing to measure. */
export const NO_CASES: UnitCounts = countsOf(noSums(), new Set());
