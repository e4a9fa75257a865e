import type { DecisionKind, ItemCard, ItemSource, Unit } from '../contract/meetingItems.ts';
import type { ClockView, WhistleSummary } from '../contract/whistles.ts';

/** From how many on something comes to the meeting: 返工≥2, 退单≥2, 重复吹哨≥3 (domain-2.md §2.3). */
const TWICE = 2;
const REPEATED = 3;
/** Level 4 of the ladder: 攻坚/调度会. */
const MEETING_LEVEL = 4;

type Open = { summary: WhistleSummary; clocks: readonly ClockView[] };

/** Why an open whistle comes to the meeting; none: it does not. */
export function sourcesOfWhistle({ summary, clocks }: Open): ItemSource[] {
  const { stage, level, rework, chain, departments } = summary;
  // The objection window and the escalation clock are nobody's deadline.
  const late = clocks.filter(({ kind, overdue }) => overdue && kind !== 'object' && kind !== 'rung');
  const released = departments.filter((each) => each.stage === 'released').length;
  const found: [boolean, ItemSource][] = [
    [level === MEETING_LEVEL, 'escalated'],
    [late.length > 0, 'overdue'],
    [rework >= TWICE, 'rework'],
    [released >= TWICE, 'bounced'],
    [late.some(({ kind }) => kind === 'arrive'), 'no-show'],
    [stage === 'suspended', 'suspended'],
    [chain >= REPEATED, 'repeated'],
    [departments.some((each) => each.stage === 'objected'), 'objection'],
  ];
  return found.flatMap(([is, source]) => (is ? [source] : []));
}

const PROPOSALS: readonly (readonly [ItemSource, DecisionKind])[] = [
  ['escalated', 'escalate'],
  ['objection', 'change-lead'],
  ['suspended', 'suspend'],
  ['repeated', 'campaign'],
  ['look-again', 'look-again'],
  ['overdue', 'supervise'],
  ['no-show', 'supervise'],
  ['rework', 'supervise'],
  ['bounced', 'change-lead'],
  ['dissatisfied', 'supervise'],
];

/** What is proposed to the chair for an item of these sources. */
export function proposalFor(sources: readonly ItemSource[]): DecisionKind {
  return PROPOSALS.find(([source]) => sources.includes(source))?.[1] ?? 'assign';
}

/** Stages of a summoned department that has not taken the matter over. */
const UNOWNED = ['notified', 'objected', 'released', 'replaced'];

/** The card of an open whistle. `nameOf`: name of an organisation; `mask` hides what looks like contact data. */
export function whistleItem(
  open: Open,
  sources: ItemSource[],
  given: {
    unit(org: string): Unit;
    mask(text: string): string;
    address: string;
    meetings: number;
    photos: number;
    basis: string | null;
  },
): ItemCard {
  const { summary } = open;
  const { lon, lat, nearest, departments } = summary;
  const working = departments.filter(({ stage }) => stage !== 'released' && stage !== 'replaced');
  const lead = working.find(({ part }) => part === 'lead');
  const owned = departments.some(({ part, stage }) => part !== 'leader' && !UNOWNED.includes(stage));
  return {
    key: `whistle:${summary.id}`,
    sources,
    number: summary.id,
    problem: given.mask(summary.subject),
    place: lon === null || lat === null ? null : { lon, lat, address: given.mask(given.address) },
    lead: lead === undefined ? null : given.unit(lead.org),
    co: working.filter(({ part }) => part === 'co').map(({ org }) => given.unit(org)),
    firstFoundAt: summary.createdAt,
    clock:
      nearest === null
        ? null
        : { dueAt: nearest.dueAt, overdue: nearest.overdue, provisional: nearest.provisional },
    unownedSince: owned ? null : summary.createdAt,
    meetings: given.meetings,
    carries: 0,
    photos: given.photos,
    basis: given.basis,
    proposed: proposalFor(sources),
  };
}
