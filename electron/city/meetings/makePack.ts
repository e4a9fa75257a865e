import type { Meeting } from '../../../shared/contract/meeting.ts';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import { type LastDecision, MeetingPack } from '../../../shared/contract/meetingPack.ts';
import { mergeItems, ownItemCard, unfinishedItem } from '../../../shared/meeting/items.ts';
import { isOver, lastDecisions, type OrderProgress } from '../../../shared/meeting/lastDecisions.ts';
import type { Columns } from '../ports.ts';
import type { MeetingTable } from '../store/meetingTable.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import { caseKpis, rowsOf, weekBefore, whistleKpis } from './kpis.ts';
import { addTallies, caseItems, type ItemParts, whistleItems } from './packItems.ts';

const WEEK = 7 * 86_400_000;
/** Sub-classes and grids that are listed. */
const HOT = 5;
/** The meeting does not wait longer for columns that are being built. */
const READY_TIMEOUT_MS = 2000;

export type PackParts = ItemParts & {
  columns: Columns;
  whistles: (ItemParts['whistles'] & Pick<Whistles, 'indicators'>) | null;
  table: Pick<MeetingTable, 'timesOf' | 'pack'>;
  gridName(code: string): string;
  orderOf(meeting: string, decision: string): OrderProgress | null;
};

/**
 * The pack (会议材料) of the meeting that follows `earlier` (those of the series that were opened, oldest first), as things
 * stand at `now`, UTC ms. Texts are masked: what is frozen stays for years.
 */
export async function makePack(
  parts: PackParts,
  earlier: readonly Meeting[],
  now: number,
): Promise<MeetingPack> {
  const { columns, whistles, table, orderOf } = parts;
  const week = weekBefore(now);
  const packs = new Map(earlier.map(({ id }) => [id, readPack(table, id)]));
  const last = earlier.at(-1);
  const lastPack = last === undefined ? null : (packs.get(last.id) ?? null);
  const decisions = lastDecisions(earlier, now, orderOf);
  const cardBefore = (meeting: string, key: string): ItemCard | null =>
    packs.get(meeting)?.items.find((item) => item.key === key) ?? ownOf(earlier, meeting, key);
  const unfinished = decisions
    .filter(({ state }) => !isOver(state))
    .map((each) =>
      unfinishedItem(each, cardBefore(each.meeting, each.item), table.timesOf(keyOfDecision(each))),
    );
  const again = (last?.decisions ?? [])
    .filter(({ kind }) => kind === 'look-again')
    .flatMap(({ item }): ItemCard[] => {
      const card = last === undefined ? null : cardBefore(last.id, item);
      if (card === null) return [];
      // What somebody brought up is named anew by every meeting.
      const key = item.startsWith('own:') ? `${last?.id}/${item}` : item;
      return [{ ...card, key, sources: ['look-again'], proposed: 'look-again', meetings: card.meetings + 1 }];
    });
  const fromWhistles = whistleItems(parts, last?.openedAt ?? week.from);
  const ready = await columns.readyWithin(READY_TIMEOUT_MS).catch(() => false);
  const fromCases = ready ? await caseItems(parts, now) : { items: [], tallies: [] };
  const { hot, heat } = ready ? await weekOfPlaces(parts, week, now) : { hot: [], heat: null };
  return MeetingPack.parse({
    asOf: now,
    week,
    last: decisions,
    kpis: [
      ...(ready ? await caseKpis(columns, week, lastPack, now) : []),
      ...(whistles === null ? [] : whistleKpis(whistles, week)),
    ],
    items: mergeItems([...unfinished, ...again, ...fromWhistles.items, ...fromCases.items]),
    tallies: addTallies(
      [{ source: 'unfinished', total: unfinished.length, listed: unfinished.length }],
      fromWhistles.tallies,
      fromCases.tallies,
    ).filter(({ total }) => total > 0),
    ...{ hot, heat },
    unknown: [
      ...(ready ? [] : ['cases']),
      ...(whistles === null ? ['whistles'] : []),
      ...['dissatisfied-cases', 'bounced-cases', 'rework-cases'],
    ],
  });
}

const keyOfDecision = ({ meeting, decision }: LastDecision): string => `decision:${meeting}/${decision}`;

function ownOf(earlier: readonly Meeting[], meeting: string, key: string): ItemCard | null {
  const own = earlier.find(({ id }) => id === meeting)?.own.find((item) => item.key === key);
  return own === undefined ? null : ownItemCard(own);
}

/** The frozen pack of a meeting, validated since an earlier version of the program may have written it. */
export function readPack(table: Pick<MeetingTable, 'pack'>, id: string): MeetingPack | null {
  const text = table.pack(id);
  return text === null ? null : MeetingPack.parse(JSON.parse(text));
}

/** Where and of what kind more was reported than in the week before. */
async function weekOfPlaces(
  { columns, gridName }: PackParts,
  week: MeetingPack['week'],
  now: number,
): Promise<Pick<MeetingPack, 'hot' | 'heat'>> {
  const before = { from: week.from - WEEK, to: week.from };
  const first = (await columns.summary({}, now)).span?.from ?? null;
  const known = first !== null && first <= before.from;
  const [summary, summaryBefore] = await Promise.all([
    columns.summary(week, now),
    columns.summary(before, now),
  ]);
  const countBefore = new Map(summaryBefore.byCategory.map(({ key, count }) => [key, count]));
  const hot = summary.byCategory
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
    .slice(0, HOT)
    .map(({ key, name, count }) => ({
      ...{ code: key, name: name ?? key, count, before: known ? (countBefore.get(key) ?? 0) : null },
      rows: rowsOf({ ...week, category: key }),
    }));
  if (!known) return { hot, heat: null };
  const [grids, gridsBefore] = await Promise.all([columns.grids(week, now), columns.grids(before, now)]);
  const inGridBefore = new Map(gridsBefore.grids.map(({ grid, count }) => [grid, count]));
  const heat = grids.grids
    .map(({ grid, count }) => ({ grid, count, before: inGridBefore.get(grid) ?? 0 }))
    .filter(({ count, before: earlier }) => count > earlier)
    .toSorted((a, b) => b.count - b.before - (a.count - a.before) || (a.grid < b.grid ? -1 : 1))
    .slice(0, HOT)
    .map((row) => ({ ...row, name: gridName(row.grid), rows: rowsOf({ ...week, grid: row.grid }) }));
  return { hot, heat };
}
