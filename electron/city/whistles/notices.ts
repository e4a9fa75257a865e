import type { SummonsSeed, WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { Notice } from '../store/noticeTable.ts';

/**
 * Who must be notified of each event: `org:CODE` for the people of an organisation, `role:ROLE` for a leader. The rows are
 * written with the event, so that a message gateway (政务短信, 政务微信) added later misses nothing.
 */
export function noticesOf(events: readonly WhistleEvent[]): Notice[] {
  return events.flatMap((event) =>
    [...new Set(recipientsOf(event))].map((recipient) => ({
      version: event.seq,
      recipient,
      body: JSON.stringify({ whistle: event.whistle, type: event.type, at: event.at }),
    })),
  );
}

function recipientsOf(event: WhistleEvent): string[] {
  switch (event.type) {
    case 'blown':
      return event.data.summons.map(summoned);
    case 'objection-upheld':
    case 'lead-changed':
      return event.data.created === null ? [] : [summoned(event.data.created)];
    case 'reminded':
    case 'expired':
      return [`org:${event.data.org}`];
    case 'rejudged':
      return [...event.data.moved, ...event.data.marks].map(({ org }) => `org:${org}`);
    case 'escalated':
      return event.data.notify.map((role) => `role:${role}`);
    default:
      return [];
  }
}

/** The recipient for a new summons: the department, or the leader. */
function summoned({ org, role }: SummonsSeed): string {
  return role === null ? `org:${org}` : `role:${role}`;
}
