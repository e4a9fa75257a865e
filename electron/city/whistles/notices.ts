import type { SummonsSeed } from '../../../shared/contract/whistleEventParts.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import { departments, type Summons, type WhistleState } from '../../../shared/whistle/state.ts';
import type { Notice } from '../store/noticeTable.ts';

/**
 * Who must be notified of each event: `org:CODE` for the people of an organisation, `role:ROLE` for a leader. The rows are
 * written with the event, so that a message gateway (政务短信, 政务微信) added later misses nothing.
 */
export function noticesOf(events: readonly WhistleEvent[], state: WhistleState): Notice[] {
  return events.flatMap((event) =>
    [...new Set([...recipientsOf(event, state), ...toldOfBackEntry(event, state)])].map((recipient) => ({
      version: event.seq,
      recipient,
      about: aboutOf(event),
      body: JSON.stringify({ whistle: event.whistle, type: event.type, at: event.at }),
    })),
  );
}

function recipientsOf(event: WhistleEvent, state: WhistleState): string[] {
  switch (event.type) {
    case 'blown':
      return [
        ...event.data.summons.map(summoned),
        ...(state.draft.joint ? [`org:${state.draft.joint}`] : []),
      ];
    case 'declined':
    case 'triage-rejected':
      return [`org:${state.draft.street}`];
    case 'objection-upheld': {
      const { summons, promoted, created } = event.data;
      return [...ofSummons([summons, promoted], state), ...(created === null ? [] : [summoned(created)])];
    }
    case 'objection-overruled':
    case 'leave-allowed':
    case 'excused':
      return ofSummons([event.data.summons], state);
    case 'extension-decided': {
      const { request } = event.data;
      return ofSummons([state.extensions.find(({ id }) => id === request)?.summons ?? null], state);
    }
    case 'reworked':
      return [...ofSummons(event.data.summons, state), ...otherStreets(event, state)];
    // Leaders do not report again.
    case 'reopened':
      return [...departments(state).map(summoned), ...otherStreets(event, state)];
    case 'street-joined':
      return [`org:${event.data.street}`];
    // Confirmed without it: the second street must know that its word is missing.
    case 'confirmed':
      return event.data.jointMissing === undefined || state.joint === undefined
        ? []
        : [`org:${state.joint.street}`];
    case 'street-confirmed':
    case 'all-submitted':
      return state.joint === undefined
        ? []
        : [state.draft.street, state.joint.street].map((org) => `org:${org}`);
    case 'lead-changed':
    case 'withdrawn':
    case 'merged':
    case 'absorbed':
    case 'suspended':
    case 'resumed':
      return [
        ...state.children.filter((child) => isConcerned(child, event)).map(summoned),
        ...(state.joint === undefined ? [] : [`org:${state.joint.street}`]),
      ];
    case 'reminded':
      return [`org:${event.data.org}`];
    case 'expired':
      return [`org:${event.data.org}`, ...(event.data.notify ?? []).map((role) => `role:${role}`)];
    case 'appealed':
    case 'exemption-proposed':
      return [...partiesOf(event.data.summons, state), `org:${event.data.review.org}`];
    case 'appeal-reviewed': {
      const { summons, next } = event.data;
      const reviewer = `org:${event.actor.org}`;
      return [...partiesOf(summons, state), reviewer, ...(next === null ? [] : [`org:${next.org}`])];
    }
    case 'appeal-withdrawn':
    case 'appeal-ended':
      return [...partiesOf(event.data.summons, state), ...reviewersOf(event.data.appeal, state)];
    case 'rejudged':
      return [...event.data.moved, ...event.data.marks].map(({ org }) => `org:${org}`);
    case 'transferred': {
      const { from, to } = event.data;
      return [from, to, state.draft.street, event.actor.org].map((org) => `org:${org}`);
    }
    case 'approved':
      return event.data.phone === undefined ? [] : [`role:${event.data.phone.role}`];
    case 'back-entry-confirmed':
      return enteredBy(event.data.entry, state);
    case 'back-entry-disowned':
      return ['role:shift-leader', `org:${state.draft.street}`, ...enteredBy(event.data.entry, state)];
    case 'approval-disowned':
      return ['role:shift-leader', `org:${state.draft.street}`];
    case 'escalated':
      return event.data.notify.map((role) => `role:${role}`);
    default:
      return [];
  }
}

/** Whether a department or leader was taking part when it happened: whoever is on the way must hear of it. */
function isConcerned({ endedAt, notifiedAt }: Summons, { at }: WhistleEvent): boolean {
  return notifiedAt <= at && (endedAt === null || endedAt >= at);
}

/** 补录: whoever is named as its confirmer hears of it, the street and the department too, but for whoever entered it. */
function toldOfBackEntry({ backEntry, data, actor }: WhistleEvent, state: WhistleState): string[] {
  if (backEntry === undefined) return [];
  const own = 'summons' in data ? state.children.filter((child) => child.id === data.summons) : [];
  const told = [`org:${backEntry.confirmedBy.org}`, `org:${state.draft.street}`, ...own.map(summoned)];
  return told.filter((recipient) => recipient !== `org:${actor.org}`);
}

/** The organisation that entered it afterwards. */
function enteredBy(entry: number, { backEntries }: WhistleState): string[] {
  return (backEntries ?? []).flatMap((one) => (one.entry === entry ? [`org:${one.enteredBy.org}`] : []));
}

/** The department whose mark it is, and the street that blew. */
function partiesOf(summons: string, state: WhistleState): string[] {
  return [...ofSummons([summons], state), `org:${state.draft.street}`];
}

/** The departments and leaders of these summonses. */
function ofSummons(ids: readonly (string | null)[], { children }: WhistleState): string[] {
  return children.filter((child) => ids.includes(child.id)).map(summoned);
}

/** The streets whose whistle it is, but for one that did it itself. */
function otherStreets({ actor }: WhistleEvent, { draft, joint }: WhistleState): string[] {
  const streets = [draft.street, ...(joint === undefined ? [] : [joint.street])];
  return streets.filter((street) => street !== actor.org).map((street) => `org:${street}`);
}

/** Who was told of an appeal in order to review it, and who has reviewed it. */
function reviewersOf(appeal: string, { appeals }: WhistleState): string[] {
  const found = appeals.find((one) => one.id === appeal);
  return found === undefined ? [] : found.told.map((org) => `org:${org}`);
}

/** The recipient for a summons: the department, or the leader. */
export function summoned({ org, role }: Pick<SummonsSeed, 'org' | 'role'>): string {
  return role === null ? `org:${org}` : `role:${role}`;
}

/** A later mark of the same clock overtakes a reminder, a higher level a lower one, and what became of an appeal the appeal. */
function aboutOf(event: WhistleEvent): string | null {
  if (event.type === 'reminded' || event.type === 'expired') return `${event.whistle} ${event.data.clock}`;
  if ('appeal' in event.data) return `${event.whistle} ${event.data.appeal}`;
  return event.type === 'escalated' ? `${event.whistle} level` : null;
}
