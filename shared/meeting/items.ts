import type { Meeting, OwnItem } from '../contract/meeting.ts';
import type { ItemCard, ItemSource } from '../contract/meetingItems.ts';
import type { LastDecision, MeetingPack } from '../contract/meetingPack.ts';
import { proposalFor } from './whistleItem.ts';

/** At this carry a decision climbs (domain-2.md §2.10). */
export const CLIMBS_AT = 3;

/** An unfinished decision as an item. `before`: the card on which it was decided; null where that is not kept. */
export function unfinishedItem(last: LastDecision, before: ItemCard | null, meetings: number): ItemCard {
  const { meeting, decision, text, lead, carries } = last;
  return {
    key: `decision:${meeting}/${decision}`,
    sources: ['unfinished'],
    number: last.order ?? `${last.meetingTitle} ${decision.slice(1)}`,
    problem: text === '' ? (before?.problem ?? '') : text,
    place: before?.place ?? null,
    lead,
    co: before?.co ?? [],
    firstFoundAt: before?.firstFoundAt ?? null,
    clock: null,
    unownedSince: null,
    meetings,
    carries,
    photos: before?.photos ?? null,
    basis: before?.basis ?? null,
    proposed: carries >= CLIMBS_AT ? 'escalate' : 'supervise',
  };
}

/** What somebody brought up (点名) as an item. */
export function ownItemCard({ key, problem, place, lead, at }: OwnItem): ItemCard {
  return {
    ...{ key, problem, place, lead, sources: ['named'], number: key.replace('own:', '临 '), co: [] },
    ...{ firstFoundAt: at, clock: null, unownedSince: null, meetings: 0, carries: 0, photos: null },
    ...{ basis: null, proposed: 'assign' },
  };
}

/** One card for each key, with all of its sources. The first one's place in the list and its fields stay. */
export function mergeItems(cards: readonly ItemCard[]): ItemCard[] {
  const merged = new Map<string, ItemCard>();
  for (const card of cards) {
    const before = merged.get(card.key);
    if (before === undefined) {
      merged.set(card.key, card);
      continue;
    }
    const sources: ItemSource[] = [...new Set([...before.sources, ...card.sources])];
    merged.set(card.key, { ...before, sources, proposed: proposalFor(sources) });
  }
  return [...merged.values()];
}

/**
 * The items of a meeting in the order in which they are taken: as somebody put them, the rest as in the pack, those brought
 * up last. Without those that were taken off.
 */
export function itemsOf(
  meeting: Pick<Meeting, 'own' | 'order' | 'dropped'>,
  pack: Pick<MeetingPack, 'items'>,
): ItemCard[] {
  const dropped = new Set(meeting.dropped.map(({ key }) => key));
  const all = [...pack.items, ...meeting.own.map(ownItemCard)].filter(({ key }) => !dropped.has(key));
  const place = new Map(meeting.order.map((key, index) => [key, index]));
  const placeOf = ({ key }: ItemCard): number => place.get(key) ?? meeting.order.length;
  return all.toSorted((a, b) => placeOf(a) - placeOf(b));
}
