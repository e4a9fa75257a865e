import { z } from 'zod';
import { Millis } from './common.ts';
import { LimitUnit } from './limitUnit.ts';
import { DelegationKind, Role } from './people.ts';
import { ClockKind, SummonsPart } from './whistles.ts';

/** Who did it, in which role, for which organisation. Timers act as `system`. */
export const Actor = z.object({
  operator: z.string(),
  role: z.union([Role, z.literal('system')]),
  org: z.string(),
  /** The principal in whose name the operator acted (代), with the delegation; absent: in the operator's own name. */
  onBehalfOf: z.object({ operator: z.string(), delegation: z.string(), kind: DelegationKind }).optional(),
});
export type Actor = z.infer<typeof Actor>;

/** A linked case as it was when the whistle was drafted. */
export const CaseSnapshot = z.object({
  id: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  /** 问题来源, e.g. 12345热线. */
  channel: z.string().nullable(),
  requestedAt: Millis,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});
export type CaseSnapshot = z.infer<typeof CaseSnapshot>;

/** A summons as it is created. */
export const SummonsSeed = z.object({
  id: z.string(),
  part: SummonsPart,
  org: z.string(),
  /** The leader's role, for part `leader`. */
  role: Role.nullable(),
  /** Row of the responsibility list, null where designated. */
  basis: z.string().nullable(),
  /** 指定理由. */
  reason: z.string().nullable(),
  /** Earlier summons of the same department whose handling clock is continued. */
  resumes: z.string().nullable(),
});
export type SummonsSeed = z.infer<typeof SummonsSeed>;

/** How a limit ran when its timer fired, so that it can be judged again with another calendar. Instants UTC ms. */
export const TimerBasis = z.object({
  startAt: Millis,
  limit: z.object({ amount: z.number(), unit: LimitUnit }),
  pauses: z.array(z.object({ from: Millis, to: Millis.nullable() })),
});
export type TimerBasis = z.infer<typeof TimerBasis>;

/** The deadline of a running clock that another calendar moved. Instants UTC ms; null: none could be computed. */
export const MovedLimit = z.object({
  clock: z.string(),
  kind: ClockKind,
  summons: z.string().nullable(),
  org: z.string(),
  before: Millis.nullable(),
  dueAt: Millis.nullable(),
  /** The deadline counts from this time, at which it could first be seen; null where it lies after it anyway. */
  notBefore: Millis.nullable(),
});
export type MovedLimit = z.infer<typeof MovedLimit>;

/** A timer that had fired, judged again. Instants UTC ms. */
export const RejudgedMark = z.object({
  /** Its key: clock and used share. */
  timer: z.string(),
  kind: ClockKind.nullable(),
  summons: z.string().nullable(),
  org: z.string(),
  mark: z.number(),
  before: Millis,
  dueAt: Millis,
  /**
   * `taken-back`: not due yet, it fires again at its true time; `exempt`: done before the true time; `moved`: due all the
   * same, but later.
   */
  verdict: z.enum(['taken-back', 'exempt', 'moved']),
});
export type RejudgedMark = z.infer<typeof RejudgedMark>;
