import type { WallStep, WallSummons, WallWhistle } from '../contract/wallWhistles.ts';
import type { WhistleEvent, WhistleEventType } from '../contract/whistleEvents.ts';
import type { WhistleSummary } from '../contract/whistles.ts';
import type { SummonsView, WhistleView } from '../contract/whistleView.ts';

/** Hides what looks like contact data inside a text. */
export type Mask = (text: string) => string;

/** Events shown on a wall; drafts, reminders, notes and attachments are not. */
const SHOWN_EVENTS: ReadonlySet<WhistleEventType> = new Set([
  'submitted',
  'approved',
  'declined',
  'blown',
  'triage-rejected',
  'signed',
  'contacted',
  'objected',
  'objection-upheld',
  'objection-overruled',
  'arrived',
  'assembled',
  'left',
  'lead-changed',
  'excused',
  'suspended',
  'resumed',
  'result-submitted',
  'confirmed',
  'reworked',
  'rated',
  'closed',
  'reopened',
  'withdrawn',
  'merged',
  'no-show',
  'escalated',
  'deescalated',
]);

/** The summary for a wall. Its subject is the only free text, and is masked. */
export function wallSummary(summary: WhistleSummary, mask: Mask): WhistleSummary {
  return { ...summary, subject: mask(summary.subject) };
}

/** The page of a whistle for a wall. Every field is listed, so that fields added to the page later stay off walls. */
export function wallWhistle(view: WhistleView, mask: Mask): WallWhistle {
  return {
    summary: wallSummary(view.summary, mask),
    children: view.children.map(summonsOf),
    clocks: view.clocks,
    steps: view.log.filter(({ type }) => SHOWN_EVENTS.has(type)).map(stepOf),
  };
}

function summonsOf(child: SummonsView): WallSummons {
  const { objection } = child;
  return {
    id: child.id,
    part: child.part,
    org: child.org,
    role: child.role,
    stage: child.stage,
    notifiedAt: child.notifiedAt,
    signedAt: child.signedAt,
    contactedAt: child.contactedAt,
    arrivedAt: child.arrivedAt,
    submittedAt: child.submittedAt,
    excusedUntil: child.excusedUntil,
    noShow: child.noShow,
    late: child.late,
    onBehalf: child.onBehalf,
    objection: objection === null ? null : { at: objection.at, ruling: objection.ruling },
  };
}

function stepOf(event: WhistleEvent): WallStep {
  const { seq, at, type, actor, onBehalf } = event;
  return {
    seq,
    at,
    type,
    org: actor.role === 'system' ? null : actor.org,
    summons: 'summons' in event.data && typeof event.data.summons === 'string' ? event.data.summons : null,
    level: type === 'escalated' || type === 'deescalated' ? event.data.to : null,
    onBehalf: onBehalf?.how ?? null,
  };
}
