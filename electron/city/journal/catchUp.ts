import type { StreamChange } from '../../../shared/journal/decider.ts';
import type { Journal, JournalHead, StoredEntry } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';
import { loadState, projectionOf } from './fold.ts';
import type { CommandHead, EventHead, StreamKind } from './streamKind.ts';

/** A kind of stream with its types erased. */
export type AnyKind = StreamKind<unknown, CommandHead, EventHead, unknown>;

/** A shared journal did not answer in time. Whether the entry was written is unknown until the command is sent again. */
export class JournalUnavailable extends Error {}

const ENTRIES_PER_READ = 500;

/**
 * Returns a function that copies new entries of a shared journal into this store; to be called within a turn. `ours`: links (hex)
 * of entries that this machine has appended, or tried to, without getting to write down what follows from them. `applied` is called
 * after each entry that changed something.
 */
export function createCatchUp(
  table: JournalTable,
  shared: Journal | null,
  kinds: ReadonlyMap<string, AnyKind>,
  ours: Set<string>,
  applied: (entry: StoredEntry) => void,
): () => Promise<void> {
  function applyEntry(stored: StoredEntry): void {
    const { head, ...entry } = stored;
    const link = head.link.toString('hex');
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
    // The machine at which it was done tells the upstreams; another one would tell them twice.
    const made = [...changes.values()].map(({ kind, ...placed }) => {
      const projection = projectionOf(kind, placed, entry.at);
      return ours.has(link) ? projection : { ...projection, outgoing: [] };
    });
    const audited = kinds.get(entry.kind)?.audited({ commandId: entry.command, type: entry.type }) ?? true;
    table.write(entry, audited, made, () => assertSameHead(table.head(), head));
    ours.delete(link);
    if (entry.events.length > 0) applied(stored);
  }

  return async () => {
    if (shared === null) return;
    for (;;) {
      const entries = await shared.since(table.head().pos, ENTRIES_PER_READ).catch((error: unknown) => {
        throw unavailable(error);
      });
      for (const entry of entries) applyEntry(entry);
      if (entries.length < ENTRIES_PER_READ) return;
    }
  };
}

/** @throws Error if the store would diverge from the shared journal; the transaction is then rolled back */
export function assertSameHead(ours: JournalHead, theirs: JournalHead): void {
  if (ours.pos !== theirs.pos || !ours.link.equals(theirs.link))
    throw new Error(`the store departs from the shared journal at entry ${theirs.pos}`);
}

/** Converts a failure of the shared journal. */
export function unavailable(error: unknown): JournalUnavailable {
  return new JournalUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}
