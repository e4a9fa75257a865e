import type { Role } from '../contract/people.ts';
import type { WhistleCommand } from '../contract/whistleCommands.ts';
import type { CaseSnapshot, WhistleEvent } from '../contract/whistleEvents.ts';
import type { Refusal } from '../contract/whistles.ts';
import type { Decision as StreamDecision } from '../journal/decider.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { WhistleState } from './state.ts';

/** Who gives the command and in which of their roles; `system` for timers. */
export type ActingOperator = {
  operator: string;
  role: Role | 'system';
  org: string;
  /** Streets a district leader is linked to. */
  streets: readonly string[];
};

/** A whistle near the place of another one, not yet at an end. */
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
};

/** All that a decision stands on beside the state and the command: live and drill differ only in this. */
export type WhistleContext = {
  now: number;
  /** Id of the drill, null in the live city. */
  drill: string | null;
  actor: ActingOperator;
  rules: WhistleRules;
  calendar: WorkingCalendar;
  orgs: readonly Org[];
  /** Open whistles around the draft's place, this one excluded; read for `submit` alone. */
  nearby: readonly NearbyWhistle[];
  /** Snapshot of a case for `draft` and `revise`; null where there is none. */
  caseOf(id: string): CaseSnapshot | null;
  /** Another whistle: parent of a repeat, survivor of a merge. */
  whistle(id: string): WhistleState | null;
  /** Street at a point; null outside the city. `approximate`: the border is only a sketch. */
  streetAt(lon: number, lat: number): { street: string; approximate: boolean } | null;
  /** The code that the street shows for check-in now; null where none is shown. */
  checkInCode: string | null;
};

/** Sent by the scheduler alone, with `commandId` made by `timerCommandId` so that firing twice is one act. */
export type SystemCommand = { type: 'expire'; commandId: string; timer: string };

export type Command = WhistleCommand | SystemCommand;

/**
 * The first change is this whistle's; others are of whistles it is tied to (merge, repeat). Every accepted command has at
 * least one event, and each carries the command's id.
 */
export type Decision = StreamDecision<WhistleState, WhistleEvent, Refusal>;
