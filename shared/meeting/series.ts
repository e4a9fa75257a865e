import type { AgendaPart, MeetingSeries } from '../contract/meetingAgenda.ts';
import { PartKind } from '../contract/meetingAgenda.ts';
import type { MeetingRules } from '../pack/assessment.ts';
import { atClock, localDate } from '../time/zone.ts';

const part = (kind: PartKind, title: string, minutes: number | null): AgendaPart => ({
  ...{ id: kind, kind, title, minutes },
});

/** Default agenda, domain-2.md §2.2. */
export const DEFAULT_AGENDA: readonly AgendaPart[] = [
  part('sign-in', '签到', 2),
  part('last-decisions', '上次议定事项落实情况', 10),
  part('bulletin', '本周运行通报', 8),
  part('exposure', '曝光', 5),
  part('items', '逐项研究', 30),
  part('suspended', '挂账审议', 5),
  part('statements', '表态发言', 5),
  part('next-week', '下周重点', 5),
  part('chair', '主持人讲话', null),
  part('read-back', '宣读确认', null),
];

/** For a pack that names no meeting: every Wednesday evening, decisions due in 20 days (domain-2.md §2.1, §2.5). */
export const DEFAULT_SERIES: MeetingSeries = {
  id: 'dispatch',
  name: '调度会',
  weekday: 3,
  time: '19:00',
  agenda: [...DEFAULT_AGENDA],
  defaultDueDays: 20,
  source: '默认：城市包没有规定',
};

/** Ids of agenda items in packs that are named otherwise than the kinds here. */
const KINDS_OF_PACKS: Readonly<Record<string, PartKind>> = {
  week: 'bulletin',
  bottom: 'statements',
  decisions: 'read-back',
};

/** The series that a pack's `assessment.json` names; the default one where it names none. */
export function seriesOf(rules: MeetingRules | null): MeetingSeries {
  if (rules === null) return DEFAULT_SERIES;
  return {
    id: DEFAULT_SERIES.id,
    name: rules.series.zh,
    weekday: rules.weekday.day,
    time: rules.localTime.at,
    agenda: rules.agenda.items.map(({ id, title, minutes }) => ({
      ...{ id, kind: KINDS_OF_PACKS[id] ?? PartKind.catch('other').parse(id), title: title.zh, minutes },
    })),
    defaultDueDays: rules.defaultDueDays.amount,
    source: rules.agenda.source,
  };
}

/** «2026年第12次调度会». */
export const titleOf = (year: number, number: number, name: string): string =>
  `${year}年第${number}次${name}`;

/** The next regular time of a series after `now`, UTC ms. */
export function nextTime({ weekday, time }: MeetingSeries, zone: string, now: number): number {
  let day = Temporal.PlainDate.from(localDate(now, zone));
  for (;;) {
    const at = atClock(day.toString(), time, zone);
    if (day.dayOfWeek === weekday && at > now) return at;
    day = day.add({ days: 1 });
  }
}
