import { z } from 'zod';
import type { Content } from '../../../shared/presenter/control.ts';
import { fromSearch, intoSearch } from '../../live/link/filterAddress.ts';
import { lookAtWhistle, select, setFilter, setPinned, useLink } from '../../live/link/filters.ts';
import { useAnnotations } from '../../map/annotations.ts';
import { setMap, useMap } from '../../map/mapState.ts';
import { showView } from './sentView.ts';

/** With the wall's name: a window that it opens begins with a copy of its storage. */
const keyOf = (wall: string): string => `citywhistle.presenter.before:${wall}`;

/** What a wall showed by itself before the presenter changed it; null: not changed. Kept over a reload of the wall. */
const Before = z.object({
  link: z.object({ search: z.string(), whistle: z.string().nullable(), pinned: z.boolean() }).nullable(),
  map: z
    .object({
      view: z.object({ longitude: z.number(), latitude: z.number(), zoom: z.number() }).nullable(),
      surface: z.enum(['density', 'grids']),
      measure: z.enum(['count', 'open', 'rate']),
      points: z.boolean(),
      whistles: z.boolean(),
    })
    .nullable(),
  /** The sent view that is shown already. */
  shown: z.string().nullable(),
});
type Before = z.infer<typeof Before>;

const OWN: Before = { link: null, map: null, shown: null };

/**
 * Makes this wall as the presenter has it, but for standing still: called with each change of the content, and when
 * something else (a layout, a hand) links or pins the wall. What the presenter no longer touches goes back to what it was.
 */
export function obey(content: Content, wall: string): void {
  useAnnotations.setState({ spot: content.spot, marks: content.marks });
  const before = kept(wall);
  const { view, link, frozenAt } = content;
  const pinned = link === 'pinned' || frozenAt !== null ? true : link === 'following' ? false : null;
  const next: Before = {
    link: pinned === null ? null : (before.link ?? linkNow()),
    map: view === null ? null : (before.map ?? mapNow()),
    shown: view?.id ?? null,
  };
  keep(wall, next);
  if (pinned === null && before.link !== null) linkBack(before.link);
  else if (pinned !== null && useLink.getState().pinned !== pinned) setPinned(pinned);
  if (view !== null && view.id !== before.shown) showView(view);
  if (next.map === null && before.map !== null) setMap(before.map);
}

function linkNow(): NonNullable<Before['link']> {
  const { filter, caseId, whistleId, pinned } = useLink.getState();
  return { search: intoSearch('', { filter, caseId, pinned: false }), whistle: whistleId, pinned };
}

function mapNow(): NonNullable<Before['map']> {
  const { view, surface, measure, points, whistles } = useMap.getState();
  return { view, surface, measure, points, whistles };
}

function linkBack({ search, whistle, pinned }: NonNullable<Before['link']>): void {
  // Pinned meanwhile: where no linked window answers, the wall has its own filter again, and tells it to nobody.
  setPinned(true);
  const { filter, caseId } = fromSearch(search);
  setFilter(filter);
  select(caseId);
  lookAtWhistle(whistle);
  if (!pinned) setPinned(false);
}

function kept(wall: string): Before {
  try {
    const read = Before.safeParse(JSON.parse(sessionStorage.getItem(keyOf(wall)) ?? 'null'));
    return read.success ? read.data : OWN;
  } catch {
    return OWN;
  }
}

function keep(wall: string, before: Before): void {
  try {
    if (before.link === null && before.map === null) sessionStorage.removeItem(keyOf(wall));
    else sessionStorage.setItem(keyOf(wall), JSON.stringify(before));
  } catch {
    // The wall then follows again where it was pinned by hand.
  }
}
