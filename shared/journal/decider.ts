/** What one command changes of one stream: its new events, and the state after them. */
export type StreamChange<S, E> = { subject: string; events: readonly E[]; state: S };

/**
 * What a command leads to. The first change is that of the stream it was given to; the others are of streams of the same
 * kind, written in the same transaction. The states are those that `decide` folded: nobody has to fold them again.
 */
export type Decision<S, E, R> =
  | { ok: true; changes: readonly StreamChange<S, E>[] }
  | { ok: false; refusal: R };

/**
 * The rules of one kind of stream. Pure: now, calendar, rules and people come in by `context`, so that a drill, a test and
 * the live city differ only in what is passed in.
 */
export type Decider<S, C, E, R, X> = {
  /** Name of the kind in the journal; never changed once released. */
  kind: string;
  /** State null: the stream does not exist yet. Never throws for a command that passes its schema. */
  decide(state: S | null, command: C, context: X): Decision<S, E, R>;
  /** The state after one more event. Depends on the event alone: never on the clock, the rules or who asks. */
  evolve(state: S | null, event: E): S;
};
