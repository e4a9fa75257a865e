import { type Handover, type HandoverFact, type HandoverItem, NoteHeading } from '../contract/handover.ts';
import { canonical } from '../journal/canonical.ts';
import { keyOf, sectionOf, versionOf } from './facts.ts';

/**
 * The hand-over as of the facts now. Lines keep their places: what came in stands behind the others of its section, what
 * ended stays where it was read. The same object where nothing changed. Anything that asks for a new acknowledgement
 * takes the outgoing signature away, since it was given for less.
 */
export function refreshed(before: Handover, facts: readonly HandoverFact[], now: number): Handover {
  const seq = before.seq + 1;
  const wanted = new Map([...facts, ...noteFacts(before)].map((fact) => [keyOf(fact), fact]));
  let asks = false;
  let moved = false;
  const items = before.items.map((item): HandoverItem => {
    const fact = wanted.get(item.key);
    wanted.delete(item.key);
    const next = fact === undefined ? endedItem(item, now) : goneOn(item, withKnownCounts(item, fact), seq);
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

/** What is written by hand, as lines to acknowledge; empty headings have none. */
function noteFacts({ notes }: Handover): HandoverFact[] {
  return NoteHeading.options.flatMap((heading) => {
    const text = notes[heading];
    return text === '' ? [] : [{ kind: 'note' as const, heading, text }];
  });
}

function newItem(fact: HandoverFact, { openedAt }: Handover, now: number, seq: number): HandoverItem {
  // What is written by hand comes when it comes, and the making of the digest itself brings nothing new.
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

/** An end asks for nothing; the line stays as it was last, so that who read it finds it again. */
function endedItem(item: HandoverItem, now: number): HandoverItem {
  return item.mark === 'ended' ? item : { ...item, mark: 'ended', endedAt: now };
}

function goneOn(item: HandoverItem, fact: HandoverFact, seq: number): HandoverItem {
  const version = versionOf(fact);
  if (item.mark === 'ended') {
    // It has come back: what was acknowledged of it holds no longer.
    return { ...item, fact, version, asked: seq, mark: 'changed', endedAt: null, ack: null };
  }
  if (version !== item.version) {
    const mark = item.ack === null ? item.mark : 'changed';
    return { ...item, fact, version, asked: seq, mark, ack: null };
  }
  return same(item.fact, fact) ? item : { ...item, fact };
}

/**
 * Case counts that cannot be taken just now (null, while a service that has started reads its rows) do not replace those
 * that were taken before: nothing has changed, and a record must not lose figures because it was signed at that moment.
 */
function withKnownCounts({ fact: before }: HandoverItem, fact: HandoverFact): HandoverFact {
  if (fact.kind !== 'shift' || fact.cases !== null || before.kind !== 'shift') return fact;
  return { ...fact, cases: before.cases };
}

function same(a: HandoverFact, b: HandoverFact): boolean {
  return canonical(a) === canonical(b);
}
