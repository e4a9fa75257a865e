import { z } from 'zod';
import { Millis } from './common.ts';
import { Role } from './people.ts';
import { Appeal, MarkView } from './whistleAppeals.ts';
import { NamedConfirmer } from './whistleBackEntry.ts';
import { WhistleDraft } from './whistleCommands.ts';
import { CaseSnapshot } from './whistleEventParts.ts';
import { WhistleEvent } from './whistleEvents.ts';
import { ClockView, Refusal, SummonsPart, SummonsStage, WhistleSummary } from './whistles.ts';

/** A summoned department or leader. */
export const SummonsView = z.object({
  id: z.string(),
  part: SummonsPart,
  org: z.string(),
  role: Role.nullable(),
  stage: SummonsStage,
  basis: z.string().nullable(),
  reason: z.string().nullable(),
  notifiedAt: Millis,
  signedAt: Millis.nullable(),
  contactedAt: Millis.nullable(),
  arrivedAt: Millis.nullable(),
  /** Name of the person who arrived. */
  arrivedBy: z.string().nullable(),
  submittedAt: Millis.nullable(),
  leftAt: Millis.nullable(),
  mayLeave: z.boolean(),
  excusedUntil: Millis.nullable(),
  /** 未到: the time to report passed before they arrived; stays true after a late arrival. */
  noShow: z.boolean(),
  late: z.boolean(),
  yellowCards: z.int(),
  /**
   * What happened but does not count (不计), since the limit was moved afterwards or an appeal was granted: shown beside what
   * counts.
   */
  exempt: z.object({ noShow: z.boolean(), late: z.boolean(), yellowCards: z.int() }),
  /** Organisations that it was taken over from (划转), with what stays counted against them; `until` UTC ms. */
  predecessors: z
    .array(
      z.object({
        org: z.string(),
        until: Millis,
        noShow: z.boolean(),
        late: z.boolean(),
        yellowCards: z.int(),
      }),
    )
    .optional(),
  objection: z
    .object({ at: Millis, proposes: z.string(), reason: z.string(), ruling: z.string() })
    .nullable(),
  result: z.object({ text: z.string(), files: z.array(z.string()) }).nullable(),
  /** Acts of this department that were recorded on its behalf (代报到). */
  onBehalf: z.int(),
  /** Facts that were entered afterwards (补录). */
  backEntries: z.int(),
});
export type SummonsView = z.infer<typeof SummonsView>;

const Confirmation = z.object({ by: z.string(), at: Millis, note: z.string() }).nullable();

/** An approval by telephone: 待补签, 已补签, or the leader says that they never gave it. */
export const PhoneState = z.enum(['unconfirmed', 'confirmed', 'disowned']);
export type PhoneState = z.infer<typeof PhoneState>;

/** The page of one whistle. */
export const WhistleView = z.object({
  summary: WhistleSummary,
  /** The second street (联合街道), and which of the two have confirmed; absent where there is none. */
  joint: z
    .object({
      street: z.string(),
      since: Millis,
      reason: z.string().nullable(),
      own: Confirmation,
      other: Confirmation,
      /** Why the second confirmation is missing. */
      missing: z.string().nullable(),
    })
    .optional(),
  /** Parties outside (邻区): who was called, when, what they answered; `waitingSince` null: not waited for. */
  outside: z
    .array(
      z.object({
        party: z.string(),
        name: z.string(),
        waitingSince: Millis.nullable(),
        calls: z.array(
          z.object({
            person: z.string(),
            how: z.enum(['phone', 'fax', 'in-person']),
            at: Millis,
            answer: z.string().nullable(),
            by: z.string(),
            recordedAt: Millis,
          }),
        ),
      }),
    )
    .optional(),
  /** What was entered afterwards (补录), with who is named as its confirmer; absent where nothing was. */
  backEntries: z.array(NamedConfirmer).optional(),
  draft: WhistleDraft,
  cases: z.array(CaseSnapshot),
  children: z.array(SummonsView),
  clocks: z.array(ClockView),
  extensions: z.array(
    z.object({
      id: z.string(),
      summons: z.string(),
      clock: z.string(),
      add: z.number(),
      unit: z.string(),
      reason: z.string(),
      by: z.string(),
      at: Millis,
      decision: z.enum(['pending', 'granted', 'refused', 'lapsed']),
    }),
  ),
  ratings: z.array(
    z.object({
      round: z.int(),
      summons: z.string(),
      org: z.string(),
      arrival: z.int(),
      attitude: z.int(),
      effect: z.int(),
      comment: z.string(),
      by: z.string(),
      at: Millis,
    }),
  ),
  callback: z.object({ resolved: z.boolean(), satisfied: z.boolean(), at: Millis }).nullable(),
  /**
   * `for`: the principal in whose name it was given, under a delegation. `recordedBy`: who recorded that `by` gave it by
   * telephone; `phone`: whether that was confirmed since.
   */
  approvals: z.array(
    z.object({
      ...{ role: Role, by: z.string(), for: z.string().optional(), at: Millis, post: z.boolean() },
      recordedBy: z.string().optional(),
      phone: PhoneState.optional(),
    }),
  ),
  postApproval: z.enum(['none', 'pending', 'approved', 'declined']),
  suspension: z.object({ from: Millis, until: Millis, condition: z.string(), reason: z.string() }).nullable(),
  files: z.array(
    z.object({
      hash: z.string(),
      name: z.string(),
      mediaType: z.string(),
      bytes: z.int(),
      summons: z.string().nullable(),
      by: z.string(),
      at: Millis,
    }),
  ),
  /** Earlier whistle of the chain, later ones, survivor of a merge, absorbed whistles. */
  chain: z.object({
    parent: z.string().nullable(),
    root: z.string(),
    length: z.int(),
    reblownBy: z.array(z.string()),
    mergedInto: z.string().nullable(),
    absorbed: z.array(z.string()),
    /** Blown so often that a hard-case whistle (攻坚哨) is suggested. */
    suggestsHard: z.boolean(),
  }),
  /** Limits that departments let pass, and the appeals against them. */
  marks: z.array(MarkView),
  appeals: z.array(Appeal),
  listed: z.array(z.string()),
  log: z.array(WhistleEvent),
  /** Commands that the signed-in operator may send now; `decide` may still refuse them. Empty without an operator. */
  may: z.array(z.object({ type: z.string(), summons: z.string().nullable() })),
});
export type WhistleView = z.infer<typeof WhistleView>;

/** Answer to an accepted command; `events` are the new events (when the command is repeated: those of the first time). */
export const CommandAnswer = z.object({ state: WhistleView, events: z.array(WhistleEvent) });
export type CommandAnswer = z.infer<typeof CommandAnswer>;

/** Answer to a refused command, inside `error.details`. */
export const CommandRefusal = z.object({ refusal: Refusal });
