import type { Operator } from '../../../shared/contract/people.ts';
import type { Decision } from '../../../shared/journal/decider.ts';
import type { Outgoing } from '../../../shared/outbox/follow.ts';
import type { Notice } from '../store/noticeTable.ts';
import type { TimerRow } from '../store/timerTable.ts';

/** The fields of a command that the journal itself reads; `backEntry` of what is entered afterwards (补录), UTC ms. */
export type CommandHead = {
  commandId: string;
  type: string;
  backEntry?: { occurredAt: number } | undefined;
};
export type EventHead = { type: string };

/** Who gives a command, and when. `by` null: the system, for what falls due. Times UTC ms. */
export type ActingContext = { by: Operator | null; at: number };

/**
 * A kind of stream: the pure rules of `shared`, with their context and projections. Adding one needs a folder in `shared`,
 * a folder in `electron/city`, and a call of `register` in createCity.ts; a migration only if it has tables of its own.
 */
export type StreamKind<S, C extends CommandHead, E extends EventHead, R> = {
  /** Name of the kind, as in its `Decider`. */
  kind: string;
  /** To be raised when an old log would fold to a different state: states of another version are folded again. */
  foldVersion: number;
  /** Collects the context and applies the rules. Synchronous, so that nothing can change between reading and deciding. */
  decide(subject: string, state: S | null, command: C, act: ActingContext): Decision<S, E, R>;
  evolve(state: S | null, event: E): S;
  /** Whether the command is listed in the audit. */
  audited(command: CommandHead): boolean;
  timers(state: S): TimerRow[];
  /** Notices of new events; `first` is the version of the first one, `state` that after the last. */
  notices(events: readonly E[], first: number, state: S): Notice[];
  /** Messages to upstreams (回传) that follow from new events; absent where a kind causes none. */
  outgoing?(events: readonly E[], state: S): Outgoing[];
  /** Writes the kind's own tables, in the transaction of the entry; `stream` is the key of the row in `streams`. */
  writeTables(stream: number, subject: string, state: S, events: readonly E[]): void;
  /** The command that fires a timer. Its id depends on the timer alone, so that firing twice has one effect. */
  expireCommand(subject: string, timer: string): C;
};
