import type {
  Acknowledgement,
  Handover,
  HandoverPerson,
  HandoverRecord,
  NoteChange,
} from '../contract/handover.ts';
import { unacknowledged } from './refresh.ts';
import { type HandoverRefusal, refused } from './refusals.ts';
import type { ShiftChange } from './shifts.ts';

/** The hand-over after a step, or a refusal. Callers update it with the current facts first. */
export type Step = { ok: true; handover: Handover } | HandoverRefusal;

/** A new hand-over without lines. The outstanding issues (遗留问题) of the last one are carried over until cleared. */
export function newHandover(parts: {
  id: string;
  post: Handover['post'];
  outgoing: HandoverPerson;
  since: number;
  now: number;
  last: Pick<HandoverRecord, 'notes'> | null;
}): Handover {
  const { id, post, outgoing, since, now, last } = parts;
  return {
    ...{
      id,
      post,
      seq: 0,
      openedAt: now,
      since,
      outgoing,
      incoming: null,
      outgoingSignedAt: null,
      items: [],
    },
    notes: { equipment: '', instructions: '', outstanding: last?.notes.outstanding ?? '', other: '' },
  };
}

/** Sets the incoming operator. A different one must acknowledge every line again. */
export function chooseIncoming(handover: Handover, incoming: HandoverPerson): Step {
  if (incoming.id === handover.outgoing.id) return refused('same-person');
  if (incoming.id === handover.incoming?.id) return { ok: true, handover };
  const seq = handover.seq + 1;
  const items =
    handover.incoming === null
      ? handover.items
      : handover.items.map((item) => (item.ack === null ? item : { ...item, ack: null, asked: seq }));
  return { ok: true, handover: { ...handover, seq, incoming, items, outgoingSignedAt: null } };
}

/** Acknowledges one line (已核), or objects to it (有异议); «withdrawn» cancels that. Refused if the line has changed. */
export function acknowledge(handover: Handover, given: Acknowledgement, now: number): Step {
  const item = handover.items.find(({ key }) => key === given.key);
  if (item === undefined) return refused('unknown-item');
  if (item.version !== given.version) return refused('changed-meanwhile');
  const { verdict, words } = given;
  if (verdict !== 'withdrawn' && handover.incoming === null) return refused('no-incoming');
  if (verdict === 'objected' && words === '') return refused('words-missing');
  const seq = handover.seq + 1;
  const ack =
    verdict === 'withdrawn' ? null : { verdict, words: verdict === 'objected' ? words : '', at: now };
  const items = handover.items.map((each) => (each === item ? { ...item, ack } : each));
  return { ok: true, handover: { ...handover, seq, items, outgoingSignedAt: null } };
}

/** Sets the note under one heading. The next refresh makes a line of it. */
export function writeNote(handover: Handover, { heading, text, was }: NoteChange): Step {
  const before = handover.notes[heading];
  if (before === text) return { ok: true, handover };
  if (before !== was) return refused('changed-meanwhile');
  const notes = { ...handover.notes, [heading]: text };
  return { ok: true, handover: { ...handover, seq: handover.seq + 1, notes, outgoingSignedAt: null } };
}

/** Why the hand-over cannot be signed now; null if it can. `seen`: the sequence number that the signer's window showed. */
function signatureObstacle(handover: Handover, seen: number): HandoverRefusal | null {
  const left = unacknowledged(handover);
  if (left.some((item) => item.asked > seen)) return refused('changed-meanwhile');
  return left.length > 0 ? refused('unacknowledged') : null;
}

/** Signs for the outgoing shift. The operator who signs becomes the outgoing one. */
export function signOutgoing(handover: Handover, outgoing: HandoverPerson, seen: number, now: number): Step {
  if (handover.incoming === null) return refused('no-incoming');
  if (outgoing.id === handover.incoming.id) return refused('same-person');
  const against = signatureObstacle(handover, seen);
  if (against !== null) return against;
  if (handover.outgoingSignedAt !== null && handover.outgoing.id === outgoing.id)
    return { ok: true, handover };
  return {
    ok: true,
    handover: { ...handover, seq: handover.seq + 1, outgoing, outgoingSignedAt: now },
  };
}

/** Signs for the incoming shift, after the PIN was verified; returns the final record. */
export function signIncoming(
  handover: Handover,
  incoming: HandoverPerson,
  seen: number,
  now: number,
  shift: ShiftChange,
): { ok: true; record: HandoverRecord } | HandoverRefusal {
  if (incoming.id === handover.outgoing.id) return refused('same-person');
  if (handover.incoming === null) return refused('no-incoming');
  if (handover.incoming.id !== incoming.id) return refused('changed-meanwhile');
  const against = signatureObstacle(handover, seen);
  if (against !== null) return against;
  if (handover.outgoingSignedAt === null) return refused('outgoing-first');
  const { id, post, openedAt, since, items, notes } = handover;
  return {
    ok: true,
    record: {
      ...{ id, post, shift, openedAt, since, items, notes },
      outgoing: { ...handover.outgoing, signedAt: handover.outgoingSignedAt },
      incoming: { ...incoming, signedAt: now },
    },
  };
}
