import { canonical } from '../../../shared/journal/canonical.ts';
import type { StreamChange } from '../../../shared/journal/decider.ts';
import type { JournalEvent } from '../ports.ts';
import type { JournalTable, Projection } from '../store/journalTable.ts';
import type { CommandHead, EventHead, StreamKind } from './streamKind.ts';

/** A change with the numbers that its events have in the stream; `version` is that of the last one. */
export type PlacedChange<S, E> = {
  change: StreamChange<S, E>;
  logged: JournalEvent[];
  version: number;
};

/** Null when there is no such stream. */
export function loadState<S, C extends CommandHead, E extends EventHead, R>(
  table: Pick<JournalTable, 'stream' | 'events'>,
  kind: StreamKind<S, C, E, R>,
  subject: string,
): S | null {
  const stored = table.stream(kind.kind, subject);
  return stored === null ? null : readState(table, kind, subject, stored);
}

/**
 * The state as stored, or folded again where another program's fold stored it. What this program wrote itself is read back
 * as it is: reading a log of a hundred events through the contract costs more than deciding on it. `npm run verify` does
 * read it through the contract.
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

/** Gives the events of a change their numbers in the stream. */
export function placeChange<S, C extends CommandHead, E extends EventHead, R>(
  table: Pick<JournalTable, 'stream'>,
  kind: StreamKind<S, C, E, R>,
  change: StreamChange<S, E>,
): PlacedChange<S, E> {
  const { subject, events } = change;
  const before = table.stream(kind.kind, subject)?.version ?? 0;
  const logged = events.map((event, index) => ({
    ...{ kind: kind.kind, subject, version: before + 1 + index, text: canonical(event) },
  }));
  return { change, logged, version: before + events.length };
}

/** Everything that is made of a stream's events; `version` is that of the last one. */
export function projectionOf<S, C extends CommandHead, E extends EventHead, R>(
  kind: StreamKind<S, C, E, R>,
  { change, version }: Pick<PlacedChange<S, E>, 'change' | 'version'>,
  updatedAt: number,
): Projection {
  const { subject, state, events } = change;
  return {
    ...{ kind: kind.kind, subject, version, updatedAt, foldVersion: kind.foldVersion },
    state: canonical(state),
    timers: kind.timers(state),
    notices: kind.notices(events, version - events.length + 1),
    write: (stream) => kind.write(stream, subject, state, events),
  };
}
