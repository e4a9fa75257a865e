import { z } from 'zod';
import { Millis } from './common.ts';
import { BackEntry } from './whistleBackEntry.ts';
import { OnBehalf } from './whistleCommands.ts';
import { Actor } from './whistleEventParts.ts';
import { facts } from './whistleFacts.ts';

type Facts = typeof facts;
export type WhistleEventType = keyof Facts;
export type WhistleEventData = { [T in WhistleEventType]: z.output<Facts[T]> };

const head = {
  /** From 1, without gaps, per whistle. */
  seq: z.int().positive(),
  whistle: z.string(),
  at: Millis,
  actor: Actor,
  onBehalf: OnBehalf.nullable(),
  commandId: z.string(),
  /** Id of the drill, null in the live city. A state is folded from live events or from those of one drill, never both. */
  drill: z.string().nullable(),
  /** 补录: `at` is when it was entered. Only on the fact itself, not on what followed from it. */
  backEntry: BackEntry.optional(),
  /** Acts that were confirmed together (批量办理). */
  batch: z.string().optional(),
};

/** What happened, without the actor and the time. */
export type WhistleFact = {
  [T in WhistleEventType]: { type: T; data: WhistleEventData[T] };
}[WhistleEventType];

/** A fact that happened to a whistle. Never changed, never removed. */
export type WhistleEvent = WhistleFact & {
  seq: number;
  whistle: string;
  at: number;
  actor: Actor;
  onBehalf: OnBehalf | null;
  commandId: string;
  drill: string | null;
  backEntry?: BackEntry | undefined;
  batch?: string | undefined;
};

const event = <T extends WhistleEventType>(type: T) =>
  z.object({ ...head, type: z.literal(type), data: facts[type] });

/** Schema for events read from the disk or received over the wire. */
export const WhistleEvent: z.ZodType<WhistleEvent> = z.discriminatedUnion('type', [
  event('drafted'),
  event('revised'),
  event('submitted'),
  event('approved'),
  event('approval-confirmed'),
  event('approval-disowned'),
  event('declined'),
  event('blown'),
  event('triage-rejected'),
  event('signed'),
  event('contacted'),
  event('objected'),
  event('objection-upheld'),
  event('objection-overruled'),
  event('arrived'),
  event('assembled'),
  event('left'),
  event('leave-allowed'),
  event('extension-requested'),
  event('extension-decided'),
  event('lead-changed'),
  event('excused'),
  event('suspended'),
  event('resumed'),
  event('result-submitted'),
  event('all-submitted'),
  event('confirmed'),
  event('street-confirmed'),
  event('street-joined'),
  event('outside-called'),
  event('back-entry-confirmed'),
  event('back-entry-disowned'),
  event('reworked'),
  event('rated'),
  event('closed'),
  event('reopened'),
  event('withdrawn'),
  event('merged'),
  event('absorbed'),
  event('reblown'),
  event('reminded'),
  event('expired'),
  event('no-show'),
  event('escalated'),
  event('deescalated'),
  event('rules-kept'),
  event('rejudged'),
  event('listed'),
  event('appealed'),
  event('appeal-withdrawn'),
  event('appeal-reviewed'),
  event('appeal-ended'),
  event('exemption-proposed'),
  event('mark-exempted'),
  event('transferred'),
  event('noted'),
  event('attached'),
]);
