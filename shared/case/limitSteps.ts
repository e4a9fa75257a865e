import type { Half } from '../contract/calendars.ts';
import type { LimitUnit } from '../contract/limitUnit.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { isContinuous, type Limit } from '../time/deadline.ts';
import { mergePauses, type Pause, runningStretches } from '../time/pauses.ts';
import type { CalendarDay } from '../time/yearTable.ts';

const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const HOUR = 3_600_000;
/** Days listed one by one at each end of a long limit; those between are summed. */
const LISTED_DAYS = 6;

const UNITS: Record<LimitUnit, string> = {
  urgent_hour: '紧急工作时',
  work_hour: '工作时',
  work_day: '工作日',
  natural_day: '自然日',
  urgent_work_day: '紧急工作日',
  minute: '分钟',
};

/** `4 工作时`. */
export function limitText(limit: Limit): string {
  return `${limit.amount} ${UNITS[limit.unit]}`;
}

/** `2026-11-20 周五 17:30` in the zone. */
export function formatInstant(ms: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return `${at.toPlainDate()} ${WEEKDAYS[at.dayOfWeek]} ${clock(ms, zone)}`;
}

/** Hours with at most two decimals. */
export function formatHours(ms: number): string {
  return String(Math.round((ms / HOUR) * 100) / 100);
}

/**
 * Explains a deadline in Chinese: one line per day from start to deadline, with the time it adds; the pauses of the clock
 * (计时暂停) in between, each with its times. `dueAt` null: the clock rests, and the last line says since when.
 * @throws CalendarGap
 */
export function stepsOf(
  startAt: number,
  dueAt: number | null,
  limit: Limit,
  calendar: WorkingCalendar,
  pauses: readonly Pause[],
): string[] {
  const zone = calendar.zone;
  const head = [`起算：${formatInstant(startAt, zone)}`, `时限：${describeLimit(limit, calendar)}`];
  const merged = mergePauses(pauses, startAt).filter(({ from }) => dueAt === null || from < dueAt);
  const open = merged.find(({ to }) => to === Number.POSITIVE_INFINITY);
  const endAt = dueAt ?? open?.from ?? startAt;
  const tail =
    dueAt === null
      ? `计时暂停：${formatInstant(endAt, zone)} 起，恢复后续算`
      : `截止：${formatInstant(dueAt, zone)}`;
  const rests = merged
    .filter(({ to }) => to !== Number.POSITIVE_INFINITY)
    .map(({ from, to }) => `其间暂停：${formatInstant(from, zone)} 至 ${formatInstant(to, zone)}，不计`);
  const running = runningStretches(startAt, endAt, pauses);
  if (isContinuous(limit.unit)) {
    const ran = running.reduce((total, { from, to }) => total + to - from, 0);
    return [...head, ...rests, `连续计时 ${formatHours(ran)} 小时，夜间、周末、节假日照计`, tail];
  }
  const lines: { text: string; worked: number }[] = [];
  let sum = 0;
  for (const day of calendar.days(startAt, endAt)) {
    const dayEnd = nextStart(day, zone);
    const spans = running.flatMap(({ from, to }) =>
      from < dayEnd && to > day.start ? calendar.spans(Math.max(day.start, from), Math.min(dayEnd, to)) : [],
    );
    const worked = spans.reduce((total, span) => total + span.end - span.start, 0);
    sum += worked;
    lines.push({ text: dayLine(day, spans, worked, sum, zone), worked });
  }
  return [...head, ...rests, ...shortened(lines), tail];
}

function describeLimit(limit: Limit, calendar: WorkingCalendar): string {
  const text = limitText(limit);
  const slots = calendar.working.slots.map(([from, to]) => `${from}–${to}`).join('、');
  if (limit.unit === 'work_hour') return `${text}，只计工作时段 ${slots}`;
  if (limit.unit !== 'work_day') return text;
  return calendar.working.workDay === 'rolling'
    ? `${text}，按工作时段 ${slots} 滚动累计`
    : `${text}，到第 ${Math.ceil(limit.amount)} 个工作日下班为止，当日不计（工作时段 ${slots}）`;
}

const HALVES: Record<Half, string> = { morning: '上午', afternoon: '下午' };

function dayLine(
  day: CalendarDay,
  spans: { start: number; end: number }[],
  worked: number,
  sum: number,
  zone: string,
): string {
  const date = `${day.date} ${WEEKDAYS[day.weekday]}`;
  if (!day.working) return `${date}：${offText(day)}，不计`;
  const half = day.half === null ? '' : `（${day.name ?? ''}，${HALVES[day.half]}不计）`;
  if (worked === 0) return `${date}${half}：当日工作时段已过，计 0 工作时`;
  const parts = spans.map((span) => `${clock(span.start, zone)}–${clock(span.end, zone)}`).join('、');
  const made = day.half === null && day.name !== null ? `（${day.name}调休上班）` : half;
  return `${date}${made}：${parts} 计 ${formatHours(worked)} 工作时，累计 ${formatHours(sum)}`;
}

function offText({ name, basis }: CalendarDay): string {
  if (name === null) return '休息日';
  if (basis === 'local') return `本地停工（${name}）`;
  return basis === 'statutory' ? `${name}放假（暂定）` : `${name}放假`;
}

function shortened(lines: { text: string; worked: number }[]): string[] {
  if (lines.length <= LISTED_DAYS * 2 + 1) return lines.map((line) => line.text);
  const middle = lines.slice(LISTED_DAYS, -LISTED_DAYS);
  const worked = middle.reduce((sum, line) => sum + line.worked, 0);
  const days = middle.filter((line) => line.worked > 0).length;
  return [
    ...lines.slice(0, LISTED_DAYS).map((line) => line.text),
    `其间 ${middle.length} 天，其中 ${days} 个工作日，计 ${formatHours(worked)} 工作时`,
    ...lines.slice(-LISTED_DAYS).map((line) => line.text),
  ];
}

function nextStart(day: CalendarDay, zone: string): number {
  return Temporal.PlainDate.from(day.date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

function clock(ms: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}
