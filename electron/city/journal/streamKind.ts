import type { Operator } from '../../../shared/contract/people.ts';
import type { Decision } from '../../../shared/journal/decider.ts';
import type { Notice } from '../store/noticeTable.ts';
import type { TimerRow } from '../store/timerTable.ts';

/** What the journal itself reads of a command; the rest is the kind's own. */
export type CommandHead = { commandId: string; type: string };
export type EventHead = { type: string };

/** Who gives a command, and when. `by` null: the system, for what falls due. Times UTC ms. */
export type Act = { by: Operator | null; at: number };

/**
 * One kind of stream in the city: the pure rules of `shared`, with what they stand on here and what is made of them. Adding
 * one needs a folder in `shared`, a folder here, and `register` where the city is put together; no migration, unless
 * it wants tables of its own.
 */
export type StreamKind<S, C extends CommandHead, E extends EventHead, R> = {
  /** As the rules name it. */
  kind: string;
  /** Raised when an old log would fold to another state: stored states of another number are folded anew. */
  foldVersion: number;
  /** Collects the context and asks the rules. Synchronous, so that nothing can come in between reading and deciding. */
  decide(subject: string, state: S | null, command: C, act: Act): Decision<S, E, R>;
  evolve(state: S | null, event: E): S;
  /** Whether the auditor reads of it. */
  audited(command: CommandHead): boolean;
  timers(state: S): TimerRow[];
  /** Who is to be notified; `first` is the version of the first of the events. */
  notices(events: readonly E[], first: number): Notice[];
  /** Writes the tables that are the kind's own, in the transaction of the entry; `stream` is the row in `streams`. */
  write(stream: number, subject: string, state: S, events: readonly E[]): void;
  /** The command that fires a timer: always the same id for the same timer, so that firing twice is one act. */
  expire(subject: string, timer: string): C;
};
