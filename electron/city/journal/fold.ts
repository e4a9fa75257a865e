import { canonical } from '../../../shared/journal/canonical.ts';
import type { StreamChange } from '../../../shared/journal/decider.ts';
import type { JournalEvent } from '../ports.ts';
import type { JournalTable, Projection } from '../store/journalTable.ts';
import type { CommandHead, EventHead, StreamKind } from './streamKind.ts';

/** A change with its events numbered in the stream; `version` is the number of the last one. */
export type NumberedChange<S, E> = {
  change: StreamChange<S, E>;
  logged: JournalEvent[];
  version: number;
};

/** The current state of a stream; null if there is no such stream. */
export function loadState<S, C extends CommandHead, E extends EventHead, R>(
  table: Pick<JournalTable, 'stream' | 'events'>,
  kind: StreamKind<S, C, E, R>,
  subject: string,
): S | null {
  const stored = table.stream(kind.kind, subject);
  return stored === null ? null : readState(table, kind, subject, stored);
}

/**
 * The stored state, or the events folded again if the state was folded by another version. Neither is validated by the
 * schema, since validating a hundred events costs more than the decision itself; `npm run verify` validates them.
 */
export function readState<S, C extends CommandHead, E extends EventHead, R>(
  table: Pick<JournalTable, 'events'>,
  kind: StreamKind<S, C, E, R>,
  subject: string,
  stored: { state: string; foldVersion: number },
): S {
  if (stored.foldVersion === kind.foldVersion) {
    const known: S = JSON.parse(stored.state);
    return known;
  }
  let state: S | null = null;
  for (const text of table.events(kind.kind, subject, 0)) {
    const event: E = JSON.parse(text);
    state = kind.evolve(state, event);
  }
  if (state === null) throw new Error(`${kind.kind} ${subject} has no events`);
  return state;
}

/** Numbers the events of a change in their stream. */
export function numberChange<S, C extends CommandHead, E extends EventHead, R>(
  table: Pick<JournalTable, 'stream'>,
  kind: StreamKind<S, C, E, R>,
  change: StreamChange<S, E>,
): NumberedChange<S, E> {
  const { subject, events } = change;
  const before = table.stream(kind.kind, subject)?.version ?? 0;
  const logged = events.map((event, index) => ({
    ...{ kind: kind.kind, subject, version: before + 1 + index, text: canonical(event) },
  }));
  return { change, logged, version: before + events.length };
}

/** Everything derived from a stream's events; `version` is the number of the last one. */
export function projectionOf<S, C extends CommandHead, E extends EventHead, R>(
  kind: StreamKind<S, C, E, R>,
  { change, version }: Pick<NumberedChange<S, E>, 'change' | 'version'>,
  updatedAt: number,
): Projection {
  const { subject, state, events } = change;
  return {
    ...{ kind: kind.kind, subject, version, updatedAt, foldVersion: kind.foldVersion },
    state: canonical(state),
    timers: kind.timers(state),
    notices: kind.notices(events, version - events.length + 1, state),
    outgoing: kind.outgoing?.(events, state) ?? [],
    writeTables: (stream) => kind.writeTables(stream, subject, state, events),
  };
}
