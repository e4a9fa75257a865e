import type { OrderActor, OrderEvent } from './events.ts';
import type { OrderState, Side } from './state.ts';

/** The side for which an event was done; null: by the system. */
const SIDES: Partial<Record<OrderEvent['type'], Side>> = {
  registered: 'command',
  revised: 'command',
  assigned: 'command',
  signed: 'unit',
  feedback: 'unit',
  'extension-asked': 'unit',
  'extension-granted': 'command',
  'extension-refused': 'command',
  'closing-asked': 'unit',
  'check-passed': 'supervision',
  'check-refused': 'supervision',
  closed: 'supervision',
  urged: 'command',
  'lead-changed': 'command',
  suspended: 'command',
  resumed: 'command',
  carried: 'command',
  rechecked: 'supervision',
  cancelled: 'command',
};

/** The state after one more event. @throws RangeError for an event before `registered`, which `decide` never produces */
export function evolve(state: OrderState | null, event: OrderEvent): OrderState {
  if (event.type === 'registered') return registered(event);
  if (state === null) throw new RangeError(`${event.type} before the order was registered`);
  const { seq, at: updatedAt, by } = event;
  return { ...state, seq, updatedAt, ...changedBy(state, event), acted: actedAfter(state, event.type, by) };
}

function registered(event: Extract<OrderEvent, { type: 'registered' }>): OrderState {
  const { id, seq, number, order, at, by } = event;
  if (by === null) throw new RangeError('an order is registered by somebody');
  return {
    ...{ id, seq, number, order, stage: 'registered', registered: { at, by }, updatedAt: at },
    ...{ assignedAt: null, round: 1, clock: null, feedback: null, signed: [], lastFeedback: null },
    ...{ extension: null, extensions: 0, marks: [], urged: 0, rest: null, carries: [], escalated: false },
    ...{
      doneAt: null,
      check: null,
      refusedChecks: 0,
      closedAt: null,
      closedMonth: null,
      archive: '',
      recheck: null,
    },
    ...{ rebounds: 0, acted: { command: [by.id], unit: [], supervision: [] } },
  };
}

function actedAfter(
  { acted }: OrderState,
  type: OrderEvent['type'],
  by: OrderActor | null,
): OrderState['acted'] {
  const side = SIDES[type];
  if (side === undefined || by === null || acted[side].includes(by.id)) return acted;
  return { ...acted, [side]: [...acted[side], by.id] };
}

type Later = Exclude<OrderEvent, { type: 'registered' }>;

function changedBy(state: OrderState, event: Later): Partial<OrderState> {
  const { at, by } = event;
  switch (event.type) {
    case 'revised':
      return { order: event.order };
    case 'assigned':
      return { stage: 'assigned', assignedAt: at, clock: event.clock, feedback: event.feedback };
    case 'signed':
      return signedBy(state, event.org, at, by);
    case 'feedback':
      return { lastFeedback: { at, text: event.text }, feedback: event.feedback };
    case 'extension-asked':
      return { extension: { until: event.until, reason: event.reason, askedAt: at } };
    case 'extension-granted':
      return {
        ...{ extension: null, extensions: state.extensions + 1, clock: event.clock },
        marks: exempted(state, event.exempt),
      };
    case 'extension-refused':
      return { extension: null };
    case 'closing-asked':
      return {
        ...{ stage: 'asked', doneAt: at, extension: null },
        rest: { since: at, stage: 'working', until: null, resumeAt: null },
      };
    case 'check-passed':
      return { stage: 'checked', rest: null, check: { by: by?.name ?? '', at, passed: true } };
    case 'check-refused':
      return {
        ...{ stage: 'working', rest: null, doneAt: null, clock: event.clock, feedback: event.feedback },
        ...{ check: { by: by?.name ?? '', at, passed: false }, refusedChecks: state.refusedChecks + 1 },
      };
    case 'closed':
      return {
        ...{ stage: 'closed', closedAt: at, closedMonth: event.month, archive: event.archive },
        ...{ feedback: null, recheck: null },
      };
    case 'urged':
      return { urged: state.urged + 1 };
    case 'rung':
      return { clock: event.clock, marks: [...state.marks, marked(state, event.mark)] };
    case 'feedback-missed':
      return { feedback: event.feedback, marks: [...state.marks, marked(state, event.mark)] };
    case 'lead-changed': {
      const order = { ...state.order, lead: event.lead, coUnits: event.coUnits };
      const hasSigned = state.signed.some(({ org }) => org === event.lead);
      return { order, stage: hasSigned ? 'working' : 'assigned', extension: null };
    }
    case 'suspended':
      return {
        ...{ stage: 'suspended', extension: null },
        rest: { since: at, stage: state.stage, until: event.until, resumeAt: event.resumeAt },
      };
    case 'resumed':
      return {
        ...{ stage: state.rest?.stage ?? 'working', rest: null },
        ...{ clock: event.clock, feedback: event.feedback },
      };
    case 'carried':
      return { carries: [...state.carries, { ...event.meeting, at }] };
    case 'escalated':
      return { escalated: true };
    case 'rechecked':
      return { recheck: { at, held: event.held, drawn: event.drawn } };
    case 'rebounded':
      return {
        ...{ stage: 'working', round: state.round + 1, rebounds: state.rebounds + 1 },
        ...{
          clock: event.clock,
          feedback: event.feedback,
          closedAt: null,
          closedMonth: null,
          doneAt: null,
          check: null,
        },
      };
    case 'cancelled':
      return { stage: 'cancelled', rest: null, feedback: null, extension: null };
    case 'rejudged':
      return {
        ...{ clock: event.clock, feedback: event.feedback },
        marks: exempted(state, event.exempt),
      };
  }
}

function signedBy(state: OrderState, org: string, at: number, by: OrderActor | null): Partial<OrderState> {
  const signed = [...state.signed, { org, at, by: by?.name ?? '' }];
  if (org !== state.order.lead) return { signed };
  if (state.rest !== null && state.stage === 'suspended')
    return { signed, rest: { ...state.rest, stage: 'working' } };
  return { signed, stage: state.stage === 'assigned' ? 'working' : state.stage };
}

function marked({ round }: OrderState, mark: Extract<OrderEvent, { type: 'rung' }>['mark']) {
  return { ...mark, round, exempt: false };
}

function exempted({ marks }: OrderState, ids: readonly string[]): OrderState['marks'] {
  return marks.map((mark) => (ids.includes(mark.id) ? { ...mark, exempt: true } : mark));
}
