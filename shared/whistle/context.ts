import type { Role } from '../contract/people.ts';
import type { WhistleCommand } from '../contract/whistleCommands.ts';
import type { CaseSnapshot, MovedLimit } from '../contract/whistleEventParts.ts';
import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { WhistleKind } from '../contract/whistleKind.ts';
import type { Refusal } from '../contract/whistles.ts';
import type { Decision as StreamDecision } from '../journal/decider.ts';
import type { NearStreet } from '../pack/borders.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { Delegated } from '../people/delegation.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { WhistleState } from './state.ts';

/** The operator who gives the command, and in which role; `system` for timers. */
export type ActingOperator = {
  operator: string;
  role: Role | 'system';
  /** All roles that the operator has in this organisation, `role` among them. */
  held: readonly Role[];
  org: string;
  /** Streets a district leader is linked to. */
  streets: readonly string[];
  /** The delegation under which `role` and `org` are the principal's; null: the operator's own. */
  delegated: Delegated | null;
};

/** An open whistle near the place of another one. */
export type NearbyWhistle = {
  id: string;
  street: string;
  subject: string;
  category: string | null;
  item: string | null;
  lon: number;
  lat: number;
  createdAt: number;
};

export type Org = {
  code: string;
  name: string;
  kind: 'district' | 'street' | 'department' | 'centre';
  parent: string | null;
  /** The pack has it no more (已撤并): what it is still concerned in goes on, and nothing new begins with it. */
  former?: true;
};

/** Somebody who holds posts: for whom an escalation may be meant. */
export type PostHolder = { roles: readonly Role[]; org: string; streets: readonly string[] };

/** Everything a decision depends on besides state and command. Live city and drill differ only in this. */
export type WhistleContext = {
  now: number;
  /** Id of the drill, null in the live city. */
  drill: string | null;
  actor: ActingOperator;
  rules: WhistleRules;
  calendar: WorkingCalendar;
  orgs: readonly Org[];
  /**
   * Active operators; null where nobody has been appointed yet, or the city is simulated: then no post counts as vacant. Read
   * only when it matters, since few commands escalate.
   */
  people(): readonly PostHolder[] | null;
  /** The posts of an active operator, who vouches for what is entered afterwards (补录); empty if there is none. */
  postsOf(id: string): readonly PostHolder[];
  /** Open whistles around the draft's place, except this one; only for `submit`. */
  nearby: readonly NearbyWhistle[];
  /** Snapshot of a case, for `draft` and `revise`; null if there is no such case. */
  caseOf(id: string): CaseSnapshot | null;
  /** Another whistle: the parent of a repeated one, or the survivor of a merge. */
  whistle(id: string): WhistleState | null;
  /** The street at a point; null outside the city. `approximate`: its border is not exact. */
  streetAt(lon: number, lat: number): { street: string; approximate: boolean } | null;
  /** Streets within the pack's `border` of a point, nearest first, with their distance (metres, 0 inside). */
  nearStreets(lon: number, lat: number): readonly NearStreet[];
  /** Districts next door (邻区). */
  neighbours: readonly { code: string; name: string }[];
  /** The check-in code that the street shows now; null if none is shown. */
  checkInCode: string | null;
};

/** Sent only by the scheduler. `commandId` is made by `timerCommandId`, so that firing twice has one effect. */
export type ExpireCommand = { type: 'expire'; commandId: string; timer: string };

/**
 * Sent when the rules or the calendar have changed. `keep`: the kind of whistle as its clocks started under, where the pack
 * has changed it; `moved`: the deadlines that the change moves.
 */
export type AdoptCommand = {
  type: 'adopt-rules';
  commandId: string;
  keep: { kind: WhistleKind; pack: { id: string; version: string } } | null;
  moved: MovedLimit[];
};

/** Given by the system itself. */
export type SystemCommand = ExpireCommand | AdoptCommand;

export type Command = WhistleCommand | SystemCommand;

/**
 * The first change is that of this whistle; others are of related whistles (merge, repeat). Every accepted command produces
 * at least one event, and each event carries the command's id.
 */
export type Decision = StreamDecision<WhistleState, WhistleEvent, Refusal>;
