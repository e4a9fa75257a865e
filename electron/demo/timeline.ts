import type { CaseStage } from '../../shared/contract/cases.ts';
import type { CatalogueLimit } from '../../shared/pack/schema.ts';
import type { Random } from '../../shared/pack/seededRandom.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { CalendarGap } from '../../shared/time/calendarGap.ts';
import { allowance, isContinuous } from '../../shared/time/deadline.ts';

/** A case enters a stage. */
export type Step = { at: number; stage: CaseStage; rework: number; note: string };

/** The whole course of a case, known from its birth; what is shown is the part up to now. */
export type Life = { dueAt: number | null; steps: Step[] };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Shares of what happens to cases; late ones are raised or lowered by the street's character. */
const CANCELLED = 0.025;
const SUSPENDED = 0.012;
const REWORKED = 0.05;
const LATE = 0.085;

/**
 * Draws the course of a case against its limit, on the limit's own calendar: most close in time, some a little late, a
 * few lie about. Registration and dispatch run on the clock of a hall that never closes.
 */
export function drawLife(
  start: number,
  limit: CatalogueLimit | null,
  calendar: WorkingCalendar,
  lateness: number,
  random: Random,
): Life {
  const clock = limitClock(start, limit, calendar);
  const course = new Course(start);
  const registered = start + Math.min((2 + 12 * random()) * MINUTE, 0.06 * clock.budget);
  if (random() < CANCELLED) {
    course.enter('cancelled', start + (8 + 50 * random()) * MINUTE, '核实不属实或重复上报，已作废');
    return { dueAt: clock.dueAt, steps: course.steps };
  }
  course.enter('registered', registered, '已立案，待派遣');
  const dispatched = registered + Math.min((2 + 10 * random()) * MINUTE, 0.06 * clock.budget);
  course.enter('dispatched', dispatched, '已派遣至承办单位');
  const reworked = random() < REWORKED;
  const share = drawShare(random() < LATE * lateness, random) * (reworked ? 1.12 : 1);
  const begun = Math.max(
    dispatched + Math.min(20 * MINUTE * random(), 0.08 * clock.budget),
    clock.at(share * 0.2),
  );
  course.enter('handling', begun, '承办单位处置中');
  let lost = 0;
  if (random() < SUSPENDED) {
    course.enter('suspended', clock.at(share * 0.5), '需待施工条件具备，经审批挂账');
    lost = (3 + 17 * random()) * DAY;
    course.enter('handling', course.last + lost, '挂账到期，恢复处置');
  }
  if (reworked) {
    course.enter('checking', lost + clock.at(share * 0.5), '处置完毕，待核查');
    course.sendBack(lost + clock.at(share * 0.62), '核查未通过，退回返工');
  }
  course.enter('checking', lost + clock.at(share * (0.8 + 0.13 * random())), '处置完毕，待核查');
  course.enter('closed', lost + clock.at(share), '现场核查通过，已结案');
  return { dueAt: clock.dueAt, steps: course.steps };
}

/** Closing time as a share of the limit. */
function drawShare(late: boolean, random: Random): number {
  if (!late) return 0.18 + 0.75 * random() ** 0.7;
  if (random() < 0.08) return 3 + 5 * random();
  return Math.min(3, 1.04 - 0.5 * Math.log(1 - random()));
}

class Course {
  readonly steps: Step[];
  last: number;
  private rework = 0;

  constructor(start: number) {
    this.last = start;
    this.steps = [{ at: start, stage: 'reported', rework: 0, note: '已上报，待受理' }];
  }

  /** Never before what came before it; whole seconds, as the interface writes them. */
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

/** Shares of the limit as instants. Where the calendar is not loaded there is no due time, and life goes on by days. */
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
