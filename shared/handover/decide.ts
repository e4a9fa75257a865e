import type {
  Acknowledgement,
  Handover,
  HandoverPerson,
  HandoverRecord,
  NoteChange,
} from '../contract/handover.ts';
import { unacknowledged } from './refresh.ts';
import { type HandoverRefusal, refused } from './refusals.ts';
import type { Change } from './shifts.ts';

/** The hand-over after a step, or why not. Callers refresh it by the facts of the moment first. */
export type Step = { ok: true; handover: Handover } | HandoverRefusal;

/** An empty hand-over of a post, to be refreshed at `now`. `notes`: 遗留问题 of the last one stay until somebody clears them. */
export function opened(parts: {
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

/** Names who takes over. Another one has to look for themselves: what the one before acknowledged holds no longer. */
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

/** 已核 or 有异议 of one line as it was read; «withdrawn» takes it back. */
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

/** The words under one heading; the line that they make is for the next refresh. */
export function writeNote(handover: Handover, { heading, text, was }: NoteChange): Step {
  const before = handover.notes[heading];
  if (before === text) return { ok: true, handover };
  if (before !== was) return refused('changed-meanwhile');
  const notes = { ...handover.notes, [heading]: text };
  return { ok: true, handover: { ...handover, seq: handover.seq + 1, notes, outgoingSignedAt: null } };
}

/** What stands against a signature now. `seen`: the hand-over's number on the screen of who signs. */
function standsAgainst(handover: Handover, seen: number): HandoverRefusal | null {
  const left = unacknowledged(handover);
  if (left.some((item) => item.asked > seen)) return refused('changed-meanwhile');
  return left.length > 0 ? refused('unacknowledged') : null;
}

/** The outgoing operator signs; whoever of the post sits at the desk is the one. */
export function signOutgoing(handover: Handover, outgoing: HandoverPerson, seen: number, now: number): Step {
  if (handover.incoming === null) return refused('no-incoming');
  if (outgoing.id === handover.incoming.id) return refused('same-person');
  const against = standsAgainst(handover, seen);
  if (against !== null) return against;
  if (handover.outgoingSignedAt !== null && handover.outgoing.id === outgoing.id)
    return { ok: true, handover };
  return {
    ok: true,
    handover: { ...handover, seq: handover.seq + 1, outgoing, outgoingSignedAt: now },
  };
}

/** The incoming operator, whose PIN fitted, signs: the record that both stand for. */
export function signIncoming(
  handover: Handover,
  incoming: HandoverPerson,
  seen: number,
  now: number,
  shift: Change,
): { ok: true; record: HandoverRecord } | HandoverRefusal {
  if (incoming.id === handover.outgoing.id) return refused('same-person');
  if (handover.incoming === null) return refused('no-incoming');
  if (handover.incoming.id !== incoming.id) return refused('changed-meanwhile');
  const against = standsAgainst(handover, seen);
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
