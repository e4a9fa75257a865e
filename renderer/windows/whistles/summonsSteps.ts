import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { SummonsView } from '../../../shared/contract/whistleView.ts';

/** 送达→签收→对接→报到→处置→反馈→认可→评价: the way of one department. */
export const STEPS = [
  'notified',
  'signed',
  'contacted',
  'arrived',
  'working',
  'submitted',
  'accepted',
  'rated',
] as const;
export type Step = (typeof STEPS)[number];

/**
 * Where a department stands on the line: steps it has made with their times (null: made at an unknown time), and the step
 * it is at. Side states (异议, 改期 …) stand at the last step made.
 */
export function stepsOf(child: SummonsView): { made: Map<Step, number | null>; at: Step } {
  const made = new Map<Step, number | null>([['notified', child.notifiedAt]]);
  if (child.signedAt !== null) made.set('signed', child.signedAt);
  if (child.contactedAt !== null) made.set('contacted', child.contactedAt);
  if (child.arrivedAt !== null) made.set('arrived', child.arrivedAt);
  const on = (STEPS as readonly string[]).indexOf(child.stage);
  for (const step of ['working', 'submitted', 'accepted', 'rated'] as const) {
    // A 协办 may be rated without ever having handed in: then nothing was accepted either.
    const skipped = (step === 'submitted' || step === 'accepted') && child.submittedAt === null;
    if (on >= STEPS.indexOf(step) && !skipped)
      made.set(step, step === 'submitted' ? child.submittedAt : null);
  }
  const last = STEPS.filter((step) => made.has(step)).at(-1) ?? 'notified';
  return { made, at: last };
}

/** Steps whose fact was entered afterwards (补录). */
export function stepsEnteredAfterwards(log: readonly WhistleEvent[], summons: string): ReadonlySet<Step> {
  const entered = log.filter(
    ({ backEntry, data }) => backEntry !== undefined && 'summons' in data && data.summons === summons,
  );
  const steps: Partial<Record<WhistleEvent['type'], Step>> = {
    signed: 'signed',
    contacted: 'contacted',
    arrived: 'arrived',
    'result-submitted': 'submitted',
  };
  return new Set(entered.flatMap(({ type }) => steps[type] ?? []));
}
