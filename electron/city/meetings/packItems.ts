import type { CaseSummary } from '../../../shared/contract/cases.ts';
import type { ItemCard, ItemSource, Unit } from '../../../shared/contract/meetingItems.ts';
import type { MeetingPack } from '../../../shared/contract/meetingPack.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { proposalFor, sourcesOfWhistle, whistleItem } from '../../../shared/meeting/whistleItem.ts';
import type { Contacts } from '../people/contacts.ts';
import type { CityStore, Columns } from '../ports.ts';
import { maskPersons } from '../privacy/wallText.ts';
import type { MeetingTable } from '../store/meetingTable.ts';
import type { Whistles } from '../whistles/createWhistles.ts';

/** Of each source, that many at the most come into the pack; `tallies` say how many there are. */
const MOST = 60;

type Tallies = MeetingPack['tallies'];
export type ItemParts = {
  whistles: Pick<Whistles, 'openOfPost' | 'historyOfPost' | 'view'> | null;
  columns: Pick<Columns, 'page'>;
  store: Pick<CityStore, 'summaries'>;
  contacts: Pick<Contacts, 'persons' | 'personsOfWhistle'>;
  table: Pick<MeetingTable, 'timesOf'>;
  unit(org: string): Unit;
};

type Found = { items: ItemCard[]; tallies: Tallies };
const EVERYTHING = { kind: 'all', org: '' } as const;

/**
 * Whistles that come to the meeting at `now`: open ones with a reason, and those closed since `since` whose caller was not
 * satisfied (回访不满意). UTC ms.
 */
export function whistleItems(parts: ItemParts, since: number): Found {
  const { whistles } = parts;
  if (whistles === null) return { items: [], tallies: [] };
  const open = whistles
    .openOfPost(EVERYTHING)
    .map(({ summary, clocks }) => ({ id: summary.id, sources: sourcesOfWhistle({ summary, clocks }) }))
    .filter(({ sources }) => sources.length > 0);
  const dissatisfied = whistles
    .historyOfPost(EVERYTHING, since)
    .filter(({ log }) =>
      log.some(
        (event) => event.type === 'rated' && event.at >= since && event.data.callback?.satisfied === false,
      ),
    )
    .map(({ id }) => ({ id, sources: ['dissatisfied'] satisfies ItemSource[] as ItemSource[] }));
  const count = new Map<ItemSource, number>();
  const listed = new Map<ItemSource, number>();
  const items: ItemCard[] = [];
  for (const { id, sources } of [...open, ...dissatisfied]) {
    for (const source of sources) count.set(source, (count.get(source) ?? 0) + 1);
    // Listed as long as one of its reasons has room.
    if (sources.every((source) => (listed.get(source) ?? 0) >= MOST)) continue;
    const view = whistles.view(id, null);
    if (view === null) continue;
    for (const source of sources) listed.set(source, (listed.get(source) ?? 0) + 1);
    items.push(cardOf(parts, view, sources));
  }
  const tallies = [...count].map(([source, total]) => ({ source, total, listed: listed.get(source) ?? 0 }));
  return { items, tallies };
}

function cardOf(parts: ItemParts, view: WhistleView, sources: ItemSource[]): ItemCard {
  const { summary, draft, files, children } = view;
  const persons = parts.contacts.personsOfWhistle(summary.id);
  return whistleItem(view, sources, {
    unit: parts.unit,
    mask: (text) => maskPersons(text, persons),
    address: draft.place?.address ?? '',
    meetings: parts.table.timesOf(`whistle:${summary.id}`),
    photos: files.filter(({ mediaType }) => mediaType.startsWith('image/')).length,
    basis: children.find(({ part }) => part === 'lead')?.basis ?? null,
  });
}

/** Cases past their limit, the longest first, and all that are suspended (挂账), of which each is shown every week. */
export async function caseItems(parts: ItemParts, now: number): Promise<Found> {
  const found: Found = { items: [], tallies: [] };
  const read = async (source: ItemSource, filter: Parameters<Columns['page']>[0]): Promise<void> => {
    const { seqs, total } = await parts.columns.page(filter, 'due', 0, MOST, now);
    const cases = parts.store.summaries(seqs, now);
    if (total > 0) found.tallies.push({ source, total, listed: cases.length });
    found.items.push(...cases.map((each) => caseCard(parts, each, [source])));
  };
  await read('overdue', { overdue: true, status: ['open'] });
  await read('suspended', { stage: ['suspended'], status: ['open'] });
  return found;
}

/** Sent back so often a case is named as reworked. */
const TWICE = 2;

function caseCard(parts: ItemParts, found: CaseSummary, [source]: [ItemSource]): ItemCard {
  const { id, lon, lat, address, org, dueAt, overdue, requestedAt } = found;
  const persons = parts.contacts.persons(id);
  const mask = (text: string): string => maskPersons(text, persons);
  const sources: ItemSource[] = found.rework >= TWICE ? [source, 'rework'] : [source];
  return {
    key: `case:${id}`,
    sources,
    number: found.sourceId,
    problem: mask(found.title),
    place: lon === null || lat === null ? null : { lon, lat, address: mask(address ?? '') },
    lead: org === null || org === '' ? null : parts.unit(org),
    co: [],
    firstFoundAt: requestedAt,
    clock: { dueAt, overdue, provisional: found.provisional ?? null },
    unownedSince: org === null || org === '' ? requestedAt : null,
    meetings: parts.table.timesOf(`case:${id}`),
    ...{ carries: 0, photos: null, basis: null, proposed: proposalFor(sources) },
  };
}

/** Totals of one source from both. */
export function addTallies(...lists: readonly Tallies[]): Tallies {
  const sums = new Map<ItemSource, Tallies[number]>();
  for (const each of lists.flat()) {
    const before = sums.get(each.source) ?? { source: each.source, total: 0, listed: 0 };
    sums.set(each.source, {
      source: each.source,
      total: before.total + each.total,
      listed: before.listed + each.listed,
    });
  }
  return [...sums.values()];
}
