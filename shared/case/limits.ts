import type { z } from 'zod';
import type { CaseSummary, LimitExplanation as LimitExplanationSchema } from '../contract/cases.ts';
import type { SentError } from '../contract/common.ts';
import { sentError } from '../errors/errorText.ts';
import { calendarOf } from '../pack/placer.ts';
import type { CatalogueItem, CatalogueLimit, CityPack } from '../pack/schema.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { CalendarGap } from '../time/calendarGap.ts';
import { deadline, isContinuous, type Limit, remaining } from '../time/deadline.ts';
import type { Pause } from '../time/pauses.ts';
import { type Provisional, provisionalOf } from '../time/provisional.ts';
import { formatHours, formatInstant, limitText, stepsOf } from './limitSteps.ts';
import { readStatedLimit } from './statedLimit.ts';

export type LimitExplanation = z.infer<typeof LimitExplanationSchema>;

/** The fields of a case on which its limits depend. */
export type LimitInput = Pick<
  CaseSummary,
  'categoryCode' | 'requestedAt' | 'closedAt' | 'dueAt' | 'dueBasis' | 'statedLimit'
> & { pauses?: readonly Pause[] };

/**
 * All limits of a case (时限) with their derivation: the upstream's own first, a moment or a length, then one for each 立案条件 of the 小类 in the
 * pack, the first of which applies if the upstream sends none. The remaining time is that at closing for a closed case,
 * otherwise at `now` (UTC ms). Pauses move the limits that are computed here; a moment of the upstream stands as it gives it. A limit that needs a calendar year that is not loaded is left out; see `limitGaps`.
 */
export function explainLimits(input: LimitInput, pack: CityPack, now: number): LimitExplanation[] {
  const calendar = calendarOf(pack);
  const at = input.closedAt ?? now;
  const explained: LimitExplanation[] = [];
  if (input.dueBasis === 'upstream' && input.dueAt !== null) {
    explained.push(upstream(input.dueAt, input.requestedAt, at, calendar.zone));
  }
  const length = statedOf(input);
  const origin = `上游写明时限“${input.statedLimit}”，自上报时间起按本机工作日历推算`;
  const stated = length && computed('stated', length, origin, { ...input, at }, calendar);
  if (stated) explained.push(stated);
  const item = itemOf(pack, input.categoryCode);
  for (const [i, limit] of (item?.limits ?? []).entries()) {
    const one = item && fromPack(item, limit, i === 0, { ...input, at }, calendar, pack);
    if (one) explained.push(one);
  }
  return explained;
}

/** Why limits cannot be computed: calendar years that are missing, each once; mostly empty. */
export function limitGaps(input: LimitInput, pack: CityPack): SentError[] {
  const calendar = calendarOf(pack);
  const gaps = new Map<number, SentError>();
  const stated = statedOf(input);
  for (const limit of [...(stated ? [stated] : []), ...(itemOf(pack, input.categoryCode)?.limits ?? [])]) {
    try {
      deadline(input.requestedAt, limit, calendar, input.pauses ?? []);
    } catch (error) {
      if (!(error instanceof CalendarGap)) throw error;
      gaps.set(error.parameters.year, sentError(error.code, error.parameters));
    }
  }
  return [...gaps.values()];
}

/**
 * The case with the reason why its deadline is provisional (暂定), if it is one. A deadline that was computed here
 * alone can be: the upstream's is not ours to judge.
 */
export function withProvisional<T extends LimitInput>(
  row: T,
  pack: CityPack,
): T & { provisional?: Provisional } {
  if (row.dueBasis === null || row.dueBasis === 'upstream' || row.dueAt === null) return row;
  const [first] = itemOf(pack, row.categoryCode)?.limits ?? [];
  const limit = row.dueBasis === 'stated' ? statedOf(row) : first;
  if (!limit) return row;
  return {
    ...row,
    ...provisional(provisionalOf(row.requestedAt, row.dueAt, limit.unit, calendarOf(pack))),
  };
}

function provisional(found: Provisional | null): { provisional?: Provisional } {
  return found === null ? {} : { provisional: found };
}

function upstream(dueAt: number, startAt: number, at: number, zone: string): LimitExplanation {
  return {
    basis: 'upstream',
    dueAt,
    startAt,
    limit: null,
    origin: '上游系统给出的截止时间',
    steps: [
      `上报时间：${formatInstant(startAt, zone)}`,
      `截止：${formatInstant(dueAt, zone)}（由上游系统给出，本机未重新计算）`,
      leftText(dueAt - at, at, zone, 'natural'),
    ],
    remainingMs: dueAt - at,
    clock: 'natural',
  };
}

function statedOf({ statedLimit }: Pick<LimitInput, 'statedLimit'>): Limit | null {
  return statedLimit === undefined ? null : readStatedLimit(statedLimit);
}

function fromPack(
  item: CatalogueItem,
  limit: CatalogueLimit,
  isDefault: boolean,
  input: LimitInput & { at: number },
  calendar: WorkingCalendar,
  pack: CityPack,
): LimitExplanation | null {
  const { version } = pack.manifest.catalogue;
  const origin = `目录 ${version} · ${item.code} ${item.name} · ${limit.condition}${isDefault ? '（默认）' : ''}。${limit.source}`;
  return computed('pack', limit, origin, input, calendar);
}

/** Null where the calendar lacks a year. */
function computed(
  basis: 'pack' | 'stated',
  limit: Limit,
  origin: string,
  { requestedAt: startAt, pauses = [], at }: LimitInput & { at: number },
  calendar: WorkingCalendar,
): LimitExplanation | null {
  try {
    const dueAt = deadline(startAt, limit, calendar, pauses);
    return {
      ...{ basis, dueAt, startAt, limit: limitText(limit), origin },
      steps: [
        ...stepsOf(startAt, dueAt, limit, calendar, pauses),
        left(startAt, at, limit, calendar, pauses),
      ],
      remainingMs: remainingOrNull(startAt, at, limit, calendar, pauses),
      clock: clockOf(limit),
      ...(dueAt === null ? {} : provisional(provisionalOf(startAt, dueAt, limit.unit, calendar))),
    };
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

function left(
  startAt: number,
  at: number,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): string {
  const ms = remainingOrNull(startAt, at, limit, calendar, pauses);
  if (ms === null) return `截至 ${formatInstant(at, calendar.zone)}：日历未装载该年，剩余时间无法计算`;
  return leftText(ms, at, calendar.zone, clockOf(limit));
}

/** `截至 …：剩余 2.5 工作时`. */
function leftText(ms: number, at: number, zone: string, clock: Clock): string {
  const unit = clock === 'natural' ? '小时' : '工作时';
  return `截至 ${formatInstant(at, zone)}：${ms >= 0 ? '剩余' : '已超'} ${formatHours(Math.abs(ms))} ${unit}`;
}

type Clock = NonNullable<LimitExplanation['clock']>;

function clockOf(limit: Limit): Clock {
  return isContinuous(limit.unit) ? 'natural' : 'working';
}

function remainingOrNull(
  startAt: number,
  at: number,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): number | null {
  try {
    return remaining(at, startAt, limit, calendar, pauses);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

function itemOf(pack: CityPack, code: string): CatalogueItem | undefined {
  return pack.manifest.catalogue.items.find((item) => item.code === code);
}
