import type { CaseStage } from '../../shared/contract/cases.ts';
import type { CatalogueLimit } from '../../shared/pack/schema.ts';
import type { Random } from '../../shared/pack/seededRandom.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { CalendarGap } from '../../shared/time/calendarGap.ts';
import { allowance, isContinuous } from '../../shared/time/deadline.ts';

/** A case enters a stage. */
export type Step = { at: number; stage: CaseStage; rework: number; note: string };

/** All steps of a case, future ones included. The interface shows those up to now. */
export type CaseTimeline = { dueAt: number | null; steps: Step[] };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Shares of all cases, 0–1. `LATE` is multiplied by the street's lateness. */
const CANCELLED = 0.025;
const SUSPENDED = 0.012;
const REWORKED = 0.05;
const LATE = 0.085;

/**
 * Draws the steps of a case in relation to its limit, on the limit's own calendar: most cases close in time, some a little
 * late, a few stay open for long. Registration and dispatch happen at any hour.
 */
export function drawTimeline(
  start: number,
  limit: CatalogueLimit | null,
  calendar: WorkingCalendar,
  lateness: number,
  random: Random,
): CaseTimeline {
  const clock = limitClock(start, limit, calendar);
  const builder = new TimelineBuilder(start);
  const registered = start + Math.min((2 + 12 * random()) * MINUTE, 0.06 * clock.budget);
  if (random() < CANCELLED) {
    builder.enter('cancelled', start + (8 + 50 * random()) * MINUTE, '核实不属实或重复上报，已作废');
    return { dueAt: clock.dueAt, steps: builder.steps };
  }
  builder.enter('registered', registered, '已立案，待派遣');
  const dispatched = registered + Math.min((2 + 10 * random()) * MINUTE, 0.06 * clock.budget);
  builder.enter('dispatched', dispatched, '已派遣至承办单位');
  const reworked = random() < REWORKED;
  const share = drawShare(random() < LATE * lateness, random) * (reworked ? 1.12 : 1);
  const begun = Math.max(
    dispatched + Math.min(20 * MINUTE * random(), 0.08 * clock.budget),
    clock.at(share * 0.2),
  );
  builder.enter('handling', begun, '承办单位处置中');
  let suspendedMs = 0;
  if (random() < SUSPENDED) {
    builder.enter('suspended', clock.at(share * 0.5), '需待施工条件具备，经审批挂账');
    suspendedMs = (3 + 17 * random()) * DAY;
    builder.enter('handling', builder.last + suspendedMs, '挂账到期，恢复处置');
  }
  if (reworked) {
    builder.enter('checking', suspendedMs + clock.at(share * 0.5), '处置完毕，待核查');
    builder.sendBack(suspendedMs + clock.at(share * 0.62), '核查未通过，退回返工');
  }
  builder.enter('checking', suspendedMs + clock.at(share * (0.8 + 0.13 * random())), '处置完毕，待核查');
  builder.enter('closed', suspendedMs + clock.at(share), '现场核查通过，已结案');
  return { dueAt: clock.dueAt, steps: builder.steps };
}

/** Closing time as a share of the limit. */
function drawShare(late: boolean, random: Random): number {
  if (!late) return 0.18 + 0.75 * random() ** 0.7;
  if (random() < 0.08) return 3 + 5 * random();
  return Math.min(3, 1.04 - 0.5 * Math.log(1 - random()));
}

class TimelineBuilder {
  readonly steps: Step[];
  last: number;
  private rework = 0;

  constructor(start: number) {
    this.last = start;
    this.steps = [{ at: start, stage: 'reported', rework: 0, note: '已上报，待受理' }];
  }

  /** Adds a step, at least 20 s after the previous one; in whole seconds, as in the interface. */
  enter(stage: CaseStage, at: number, note: string): void {
    const time = Math.ceil(Math.max(at, this.last + 20_000) / 1000) * 1000;
    this.last = time;
    this.steps.push({ at: time, stage, rework: this.rework, note });
  }

  sendBack(at: number, note: string): void {
    this.rework++;
    this.enter('handling', at, note);
  }
}

type LimitClock = { budget: number; dueAt: number | null; at(share: number): number };

/**
 * Converts shares of the limit to times. Without a limit, or if the calendar lacks the year, there is no due time and a
 * limit of two days is assumed.
 */
function limitClock(start: number, limit: CatalogueLimit | null, calendar: WorkingCalendar): LimitClock {
  const plain: LimitClock = { budget: 2 * DAY, dueAt: null, at: (share) => start + share * 2 * DAY };
  if (!limit) return plain;
  try {
    const budget = allowance(start, limit, calendar);
    if (isContinuous(limit.unit))
      return { budget, dueAt: start + budget, at: (share) => start + share * budget };
    const dueAt = calendar.add(start, budget);
    return {
      budget,
      dueAt,
      at(share) {
        try {
          return calendar.add(start, share * budget);
        } catch (error) {
          if (!(error instanceof CalendarGap)) throw error;
          return dueAt + Math.max(0, share - 1) * 3 * budget;
        }
      },
    };
  } catch (error) {
    if (!(error instanceof CalendarGap)) throw error;
    return plain;
  }
}
