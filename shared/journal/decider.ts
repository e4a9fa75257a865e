/** The change of one stream by one command: its new events, and the state after them. */
export type StreamChange<S, E> = { subject: string; events: readonly E[]; state: S };

/**
 * The result of a command. The first change is of the stream to which it was given; the others are of streams of the same
 * kind, written in the same transaction. The states are already folded by `decide`.
 */
export type Decision<S, E, R> =
  | { ok: true; changes: readonly StreamChange<S, E>[] }
  | { ok: false; refusal: R };

/**
 * The rules of one kind of stream. Pure: the current time, calendar, rules and people are passed in `context`, so that a
 * drill, a test and the live city differ only in that argument.
 */
export type Decider<S, C, E, R, X> = {
  /** Name of the kind in the journal; never changed once released. */
  kind: string;
  /** Decides a command. State null: the stream does not exist yet. Never throws for a command that matches its schema. */
  decide(state: S | null, command: C, context: X): Decision<S, E, R>;
  /** The state after one more event. It depends on the event alone, not on the clock, the rules or the operator. */
  evolve(state: S | null, event: E): S;
};
