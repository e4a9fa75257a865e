import { type Handover, type HandoverFact, type HandoverItem, NoteHeading } from '../contract/handover.ts';
import { canonical } from '../journal/canonical.ts';
import { keyOf, sectionOf, versionOf } from './facts.ts';

/**
 * Updates a hand-over with the current facts. Lines keep their position: new ones are appended, ended ones are kept.
 * Returns the same object if nothing changed. If a line needs a new acknowledgement, the outgoing signature is
 * removed, since it did not cover that line.
 */
export function refreshed(before: Handover, facts: readonly HandoverFact[], now: number): Handover {
  const seq = before.seq + 1;
  const wanted = new Map([...facts, ...noteFacts(before)].map((fact) => [keyOf(fact), fact]));
  let asks = false;
  let moved = false;
  const items = before.items.map((item): HandoverItem => {
    const fact = wanted.get(item.key);
    wanted.delete(item.key);
    const next =
      fact === undefined ? endedItem(item, now) : updatedItem(item, withKnownCounts(item, fact), seq);
    if (next.asked === seq) asks = true;
    if (next !== item) moved = true;
    return next;
  });
  for (const fact of wanted.values()) {
    items.push(newItem(fact, before, now, seq));
    asks = true;
  }
  if (!asks && !moved) return before;
  return { ...before, seq, items, outgoingSignedAt: asks ? null : before.outgoingSignedAt };
}

/** Lines that still have to be acknowledged. */
export function unacknowledged(handover: Pick<Handover, 'items'>): HandoverItem[] {
  return handover.items.filter((item) => item.ack === null && item.mark !== 'ended');
}

/** Notes written by hand, as facts to acknowledge; none for an empty heading. */
function noteFacts({ notes }: Handover): HandoverFact[] {
  return NoteHeading.options.flatMap((heading) => {
    const text = notes[heading];
    return text === '' ? [] : [{ kind: 'note' as const, heading, text }];
  });
}

function newItem(fact: HandoverFact, { openedAt }: Handover, now: number, seq: number): HandoverItem {
  // Notes, and the facts of the first digest, are not marked as new.
  const isNew = now > openedAt && fact.kind !== 'note';
  return {
    key: keyOf(fact),
    section: sectionOf(fact),
    fact,
    version: versionOf(fact),
    addedAt: now,
    asked: seq,
    mark: isNew ? 'new' : 'plain',
    endedAt: null,
    ack: null,
  };
}

/** An ended line needs no acknowledgement, and keeps its last content. */
function endedItem(item: HandoverItem, now: number): HandoverItem {
  return item.mark === 'ended' ? item : { ...item, mark: 'ended', endedAt: now };
}

function updatedItem(item: HandoverItem, fact: HandoverFact, seq: number): HandoverItem {
  const version = versionOf(fact);
  if (item.mark === 'ended') {
    // The fact is back: it must be acknowledged again.
    return { ...item, fact, version, asked: seq, mark: 'changed', endedAt: null, ack: null };
  }
  if (version !== item.version) {
    const mark = item.ack === null ? item.mark : 'changed';
    return { ...item, fact, version, asked: seq, mark, ack: null };
  }
  return same(item.fact, fact) ? item : { ...item, fact };
}

/**
 * Keeps the earlier case counts if none are available now (null, while a service that has just started builds its
 * columns), so that a record signed at that moment has figures.
 */
function withKnownCounts({ fact: before }: HandoverItem, fact: HandoverFact): HandoverFact {
  if (fact.kind !== 'shift' || fact.cases !== null || before.kind !== 'shift') return fact;
  return { ...fact, cases: before.cases };
}

function same(a: HandoverFact, b: HandoverFact): boolean {
  return canonical(a) === canonical(b);
}
