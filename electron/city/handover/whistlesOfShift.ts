import type { HandoverFact } from '../../../shared/contract/handover.ts';
import type { WhistleHistory } from '../whistles/postWhistles.ts';

type Shift = Extract<HandoverFact, { kind: 'shift' }>;
type Lists = Pick<Shift, 'blown' | 'closed' | 'ended' | 'escalated' | 'acted'>;

/**
 * Whistles blown, closed, ended, escalated and acted on for another in [since, now] (本班情况), from their logs; each at most
 * once per list, and once for each pair of persons.
 */
export function whistlesOfShift(
  logs: readonly WhistleHistory[],
  since: number,
  now: number,
  nameOf: (operator: string) => string,
): Lists {
  const shift: Lists & { acted: NonNullable<Shift['acted']> } = {
    acted: [],
    blown: [],
    closed: [],
    ended: [],
    escalated: [],
  };
  for (const { id, subject, log } of logs) {
    const events = log.filter(({ at }) => at >= since && at <= now);
    const types = new Set(events.map(({ type }) => type));
    const named = { id, subject };
    if (types.has('blown')) shift.blown.push(named);
    if (types.has('closed')) shift.closed.push(named);
    if (types.has('withdrawn') || types.has('triage-rejected') || types.has('merged'))
      shift.ended.push(named);
    const pairs = events.flatMap(({ actor: { operator, onBehalfOf } }) =>
      onBehalfOf === undefined ? [] : [[nameOf(operator), nameOf(onBehalfOf.operator)] as const],
    );
    for (const [by, principal] of new Map(pairs.map((pair) => [pair.join('\n'), pair])).values())
      shift.acted.push({ ...named, by, for: principal });
    const rungs = events.flatMap((event) => (event.type === 'escalated' ? [event.data.to] : []));
    const highest = rungs.at(-1);
    if (highest !== undefined && highest > 0) shift.escalated.push({ ...named, to: highest });
  }
  return shift;
}
