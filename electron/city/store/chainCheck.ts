import type { Database } from 'better-sqlite3';
import { CHAIN_START, headAfter } from './chain.ts';
import { createJournalReader } from './journalReader.ts';

/**
 * The first place where the chain is broken: `entry` `pos` is missing; some of its `events` are; its `content` does not
 * match its value; the journal's `end` is `pos` but should be `head`; its last entry is not the `head`.
 */
export type ChainBreak = { what: 'entry' | 'events' | 'content' | 'end' | 'head'; pos: number; head: number };

export type ChainCheck = {
  /** Examines up to `limit` more entries. `more`: there are more; null: all are sound. */
  next(limit: number): 'more' | ChainBreak | null;
};

/** Recomputes the chain of the journal from its first entry to where it ends when the last call reads it. */
export function createChainCheck(db: Database): ChainCheck {
  const reader = createJournalReader(db);
  let last = CHAIN_START;
  return {
    next(limit) {
      const entries = reader.since(last.pos, limit);
      const head = reader.head();
      const found = (what: ChainBreak['what'], pos: number): ChainBreak => ({ what, pos, head: head.pos });
      for (const { head: at, ...entry } of entries) {
        const expected = headAfter(last, entry);
        if (at.pos !== expected.pos) return found('entry', expected.pos);
        if (at.seq !== expected.seq) return found('events', at.pos);
        if (!at.link.equals(expected.link)) return found('content', at.pos);
        last = at;
      }
      if (entries.length === limit) return 'more';
      if (head.pos !== last.pos) return found('end', last.pos);
      return head.link.equals(last.link) && head.seq === last.seq ? null : found('head', last.pos);
    },
  };
}
