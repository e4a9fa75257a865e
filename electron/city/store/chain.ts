import { createHash } from 'node:crypto';
import type { JournalEntry, JournalHead } from '../ports.ts';

/** The head of an empty journal, before the first entry. */
export const CHAIN_START: JournalHead = { pos: 0, seq: 0, link: Buffer.alloc(32) };

/** SHA-256 over all fields of an entry. An array in fixed order gives one unambiguous text. */
function digestOf(entry: JournalEntry): Buffer {
  const { kind, command, subject, type, operator, console, at, doneAt, body, bodyHash, refusal } = entry;
  const events = entry.events.map((event) => [event.kind, event.subject, event.version, event.text]);
  const hash = bodyHash.toString('hex');
  const content = [kind, command, subject, type, operator, console, at, doneAt, body, hash, events, refusal];
  return createHash('sha256').update(JSON.stringify(content), 'utf8').digest();
}

/**
 * The head of the journal after `entry` was appended to `before`. The link is SHA-256(previous link ‖ digest of the entry):
 * changing or removing an entry changes every link after it.
 */
export function headAfter(before: JournalHead, entry: JournalEntry): JournalHead {
  return {
    pos: before.pos + 1,
    seq: before.seq + entry.events.length,
    link: createHash('sha256').update(before.link).update(digestOf(entry)).digest(),
  };
}
