import type { CaseSnapshot } from '../contract/whistleEventParts.ts';
import type { WhistleEvent } from '../contract/whistleEvents.ts';
import type { OutboxEvent, Placeholder } from '../contract/writeBack.ts';
import { departments, type WhistleState } from '../whistle/state.ts';

/** Names of organisations by their code. */
export type Names = (org: string) => string;

/**
 * What a message says, by placeholder. Times UTC ms, written out only when it is sent. The key, the number of a new order
 * and contact data are not among them: they are known, or looked up, when it is sent.
 */
export type MessageValues = Partial<Record<Exclude<Placeholder, Late>, string | number | null>>;
type Late = 'message.key' | 'event.atIso' | 'event.atMs' | 'contact.name' | 'contact.phone';

/** The values of one message about `event`; `of`: the case that it concerns. */
export function valuesOf(
  event: WhistleEvent,
  what: OutboxEvent,
  state: WhistleState,
  of: CaseSnapshot | null,
  names: Names,
): MessageValues {
  const { draft } = state;
  const taking = departments(state);
  const org = actingOrg(event, state);
  const extension =
    event.type === 'extension-decided'
      ? (state.extensions.find(({ id }) => id === event.data.request) ?? null)
      : null;
  return {
    'case.id': of === null ? null : of.id.slice(of.id.indexOf(':') + 1),
    'case.title': of?.title ?? null,
    'case.category': of?.categoryCode ?? null,
    'whistle.id': state.id,
    'whistle.subject': draft.subject,
    'whistle.description': draft.description,
    'whistle.kind': draft.kind,
    'whistle.category': draft.category,
    'whistle.street': draft.street,
    'whistle.streetName': names(draft.street),
    'whistle.address': draft.place?.address ?? null,
    'whistle.lon': draft.place?.lon ?? null,
    'whistle.lat': draft.place?.lat ?? null,
    'whistle.departments': taking.map((one) => names(one.org)).join('、'),
    'whistle.lead': taking.find(({ part }) => part === 'lead')?.org ?? null,
    'event.type': what,
    // 补录: when it happened, and not when it was entered.
    'event.at': event.backEntry?.occurredAt ?? event.at,
    'event.text': textOf(event, state),
    'event.operator': event.actor.operator,
    'event.org': org,
    'event.orgName': names(org),
    'event.add': extension?.add ?? null,
    'event.unit': extension?.unit ?? null,
    'event.until': event.type === 'suspended' ? event.data.until : null,
  };
}

/** The department whose act it is, also where a clerk recorded it; else the organisation of whoever acted. */
function actingOrg(event: WhistleEvent, { children }: WhistleState): string {
  const summons = 'summons' in event.data ? event.data.summons : null;
  return children.find(({ id }) => id === summons)?.org ?? event.actor.org;
}

/** What was written: a result, a reason or a remark. */
function textOf(event: WhistleEvent, state: WhistleState): string {
  switch (event.type) {
    case 'blown':
      return state.draft.description === '' ? state.draft.subject : state.draft.description;
    case 'result-submitted':
      return event.data.text;
    case 'confirmed':
      return event.data.note;
    case 'all-submitted':
    case 'closed':
      return resultsOf(state);
    case 'extension-decided':
      return (
        event.data.reason || (state.extensions.find(({ id }) => id === event.data.request)?.reason ?? '')
      );
    default:
      return 'reason' in event.data && typeof event.data.reason === 'string' ? event.data.reason : '';
  }
}

/** The results of all departments; each is named where there are several. */
function resultsOf(state: WhistleState): string {
  return departments(state)
    .flatMap(({ result }) => (result === null ? [] : [result.text]))
    .join('\n');
}
