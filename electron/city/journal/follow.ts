import type { StreamChange } from '../../../shared/journal/decider.ts';
import type { Journal, JournalHead, StoredEntry } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';
import { loadState, projectionOf } from './fold.ts';
import type { CommandHead, EventHead, StreamKind } from './streamKind.ts';

/** A kind of which only the registration knows the types. */
export type AnyKind = StreamKind<unknown, CommandHead, EventHead, unknown>;

/** A shared journal did not answer, or not in time: whether the act was written is unknown until it is asked again. */
export class JournalUnavailable extends Error {}

const FOLLOWED_AT_ONCE = 500;

/** Makes what a shared journal holds, and this store does not yet, the store's own. Inside a turn. */
export function createFollower(
  table: JournalTable,
  shared: Journal | null,
  kinds: ReadonlyMap<string, AnyKind>,
): () => Promise<void> {
  function takeOver({ head, ...entry }: StoredEntry): void {
    const changes = new Map<
      string,
      { kind: AnyKind; change: StreamChange<unknown, EventHead>; version: number }
    >();
    for (const { kind: name, subject, version, text } of entry.events) {
      const kind = kinds.get(name);
      if (kind === undefined)
        throw new Error(`the journal holds a kind that this program does not know: ${name}`);
      const before = changes.get(`${name}\n${subject}`);
      const event: EventHead = JSON.parse(text);
      const events = [...(before?.change.events ?? []), event];
      const state = kind.evolve(before?.change.state ?? loadState(table, kind, subject), event);
      changes.set(`${name}\n${subject}`, { kind, change: { subject, events, state }, version });
    }
    const made = [...changes.values()].map(({ kind, ...placed }) => projectionOf(kind, placed, entry.at));
    const audited = kinds.get(entry.kind)?.audited({ commandId: entry.command, type: entry.type }) ?? true;
    table.write(entry, audited, made, () => assertSame(table.head(), head));
  }

  return async () => {
    if (shared === null) return;
    for (;;) {
      const entries = await shared.since(table.head().pos, FOLLOWED_AT_ONCE).catch((error: unknown) => {
        throw unavailable(error);
      });
      for (const entry of entries) takeOver(entry);
      if (entries.length < FOLLOWED_AT_ONCE) return;
    }
  };
}

/** @throws Error where the store would hold another history than the shared journal: nothing is written then. */
export function assertSame(ours: JournalHead, theirs: JournalHead): void {
  if (ours.pos !== theirs.pos || !ours.link.equals(theirs.link))
    throw new Error(`the store departs from the shared journal at entry ${theirs.pos}`);
}

/** What a shared journal failed with, as the engine reports it. */
export function unavailable(error: unknown): JournalUnavailable {
  return new JournalUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}
