import type { Meeting, MeetingDecision } from '../contract/meeting.ts';
import type { MeetingEvent, Planned } from './events.ts';

/** A meeting as its events fold. The frozen pack is in the `opened` event alone. */
export type MeetingState = {
  meeting: Meeting;
  /** Keys of the items of the frozen pack. */
  keys: string[];
  /** How many decisions were ever made, withdrawn ones too: their ids are not given again. */
  made: number;
};

function begin({ agenda, ...planned }: Planned, at: number): Meeting {
  return {
    ...planned,
    agenda,
    ...{ stage: 'planned', seq: 0, attendance: [], own: [], order: [], dropped: [] },
    ...{ openedAt: null, packHash: null, current: { part: null, item: null, since: at }, speaker: null },
    ...{ speeches: [], drafts: [], decisions: [], adjournments: [], closedAt: null, closedBy: null },
  };
}

/** @throws RangeError for an event of a meeting that was not planned, which `decide` never produces */
export function evolve(state: MeetingState | null, event: MeetingEvent): MeetingState {
  if (event.type === 'planned') {
    const meeting = begin(event.planned, event.at);
    return { meeting: { ...meeting, seq: 1 }, keys: [], made: 0 };
  }
  if (state === null) throw new RangeError(`${event.type} on a meeting that was not planned`);
  const changed = meetingAfter(state.meeting, event);
  return {
    meeting: { ...changed, seq: state.meeting.seq + 1 },
    keys: event.type === 'opened' ? event.pack.items.map(({ key }) => key) : state.keys,
    made: event.type === 'decided' ? state.made + 1 : state.made,
  };
}

function meetingAfter(meeting: Meeting, event: Exclude<MeetingEvent, { type: 'planned' }>): Meeting {
  switch (event.type) {
    case 'rescheduled':
      return { ...meeting, heldAt: event.heldAt, place: event.place };
    case 'agenda-set':
      return { ...meeting, agenda: event.agenda };
    case 'items-ordered':
      return { ...meeting, order: event.keys };
    case 'item-added':
      return { ...meeting, own: [...meeting.own, event.item] };
    case 'item-dropped':
      return {
        ...meeting,
        dropped: [
          ...meeting.dropped.filter(({ key }) => key !== event.item),
          { key: event.item, reason: event.reason },
        ],
      };
    case 'item-restored':
      return { ...meeting, dropped: meeting.dropped.filter(({ key }) => key !== event.item) };
    case 'signed-in': {
      const { attendance } = event;
      const others = meeting.attendance.filter(({ unit }) => unit.org !== attendance.unit.org);
      return { ...meeting, attendance: [...others, attendance] };
    }
    case 'opened':
      return { ...meeting, stage: 'open', openedAt: event.at, packHash: event.hash };
    case 'shown':
      return { ...meeting, current: { part: event.part, item: event.item, since: event.at } };
    case 'speech-began':
      return { ...meeting, speaker: event.speaker };
    case 'speech-ended':
      return { ...meeting, speaker: null, speeches: [...meeting.speeches, event.speech] };
    case 'draft-written':
      return { ...meeting, drafts: [...withoutDraft(meeting, event.draft.item), event.draft] };
    case 'decided': {
      const { decision } = event;
      const drafts = withoutDraft(meeting, decision.item);
      return { ...meeting, drafts, decisions: [...meeting.decisions, decision] };
    }
    case 'decision-withdrawn':
      return { ...meeting, decisions: meeting.decisions.filter(({ id }) => id !== event.decision) };
    case 'read-back':
      return withDecision(meeting, event.decision, { readAt: event.at });
    case 'outcome-recorded':
      return withDecision(meeting, event.decision, { outcome: event.outcome });
    case 'order-made':
      return withDecision(meeting, event.decision, { order: event.order, effect: 'order' });
    case 'adjourned':
      return {
        ...meeting,
        stage: 'adjourned',
        adjournments: [...meeting.adjournments, { from: event.at, to: null, reason: event.reason }],
      };
    case 'resumed':
      return {
        ...meeting,
        stage: 'open',
        adjournments: meeting.adjournments.map((each) =>
          each.to === null ? { ...each, to: event.at } : each,
        ),
      };
    case 'closed':
      return { ...meeting, stage: 'closed', closedAt: event.at, closedBy: event.by };
  }
}

const withoutDraft = ({ drafts }: Meeting, item: string): Meeting['drafts'] =>
  drafts.filter((draft) => draft.item !== item);

function withDecision(meeting: Meeting, id: string, change: Partial<MeetingDecision>): Meeting {
  const decisions = meeting.decisions.map((each) => (each.id === id ? { ...each, ...change } : each));
  return { ...meeting, decisions };
}
