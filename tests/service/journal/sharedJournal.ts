import type { Journal, JournalEntry } from '../../../electron/city/ports.ts';
import type { JournalTable, Projection } from '../../../electron/city/store/journalTable.ts';

/** Told before and after an entry is put into the shared journal. */
export type WatchAppend = (step: 'append' | 'appended') => void | Promise<void>;

/** A journal that several machines share, as another store keeps it; it knows no rules and folds nothing. */
export function sharedOver(table: JournalTable, watch: WatchAppend): Journal {
  return {
    async append(entry, after) {
      await watch('append');
      if (table.entry(entry.command) !== null) return 'known';
      if (!table.head().link.equals(after.link)) return 'moved';
      table.write(entry, false, unfolded(entry), () => undefined);
      await watch('appended');
      return 'written';
    },
    since: async (pos, limit) => table.since(pos, limit),
  };
}

function unfolded(entry: JournalEntry): Projection[] {
  const last = new Map(entry.events.map((event) => [`${event.kind}\n${event.subject}`, event]));
  return [...last.values()].map(({ kind, subject, version }) => ({
    ...{ kind, subject, version, updatedAt: entry.at, foldVersion: 0, state: '{}' },
    ...{ timers: [], notices: [], writeTables: () => undefined },
  }));
}
