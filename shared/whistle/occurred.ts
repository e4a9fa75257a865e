import type { WhistleEvent, WhistleEventType } from '../contract/whistleEvents.ts';

/** When it happened, UTC ms: the true time of what was entered afterwards (补录), else the time of the entry. */
export function occurredAt({ at, backEntry }: Pick<WhistleEvent, 'at' | 'backEntry'>): number {
  return backEntry?.occurredAt ?? at;
}

/** The facts that may be entered afterwards. What follows from them happens when they are entered. */
export const BACK_ENTERED: readonly WhistleEventType[] = [
  ...(['signed', 'contacted', 'objected', 'arrived', 'left', 'result-submitted', 'noted'] as const),
];
