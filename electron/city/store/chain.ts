import { createHash } from 'node:crypto';
import type { JournalHead, LogEntry } from '../ports.ts';

/** What the first entry of a journal follows. */
export const BEGINNING: JournalHead = { pos: 0, seq: 0, link: Buffer.alloc(32) };

/** SHA-256 over everything that an entry says. An array in a fixed order has one text only. */
function digestOf(entry: LogEntry): Buffer {
  const { kind, command, subject, type, operator, console, at, doneAt, body, bodyHash, refusal } = entry;
  const events = entry.events.map((event) => [event.kind, event.subject, event.version, event.text]);
  const hash = bodyHash.toString('hex');
  const content = [kind, command, subject, type, operator, console, at, doneAt, body, hash, events, refusal];
  return createHash('sha256').update(JSON.stringify(content), 'utf8').digest();
}

/**
 * Where the journal ends once `entry` follows `before`. Its link is SHA-256(link before ‖ digest of the entry): no entry
 * can be changed or taken out without changing every link after it.
 */
export function headAfter(before: JournalHead, entry: LogEntry): JournalHead {
  return {
    pos: before.pos + 1,
    seq: before.seq + entry.events.length,
    link: createHash('sha256').update(before.link).update(digestOf(entry)).digest(),
  };
}
