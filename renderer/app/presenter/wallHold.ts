import { z } from 'zod';
import { type Content, isLive } from '../../../shared/presenter/control.ts';
import { fromSearch, intoSearch } from '../../live/filter-address.ts';
import { lookAtWhistle, select, setFilter, setPinned, useLink } from '../../live/filters.ts';
import { useDrawn } from '../../map/drawn.ts';
import { setMap, useMap } from '../../map/map-state.ts';
import { showView } from './sentView.ts';

/** With the wall's name: a window that it opens begins with a copy of its storage. */
const keyOf = (wall: string): string => `citywhistle.presenter.before:${wall}`;

/** How a wall was before it was driven: it goes back to that, also where it was loaded again meanwhile. */
const Before = z.object({
  search: z.string(),
  pinned: z.boolean(),
  whistle: z.string().nullable(),
  map: z.object({ longitude: z.number(), latitude: z.number(), zoom: z.number() }).nullable(),
  surface: z.enum(['density', 'grids']),
  measure: z.enum(['count', 'open', 'rate']),
  points: z.boolean(),
  whistles: z.boolean(),
  /** The sent view that is shown already. */
  shown: z.string().nullable(),
});
type Before = z.infer<typeof Before>;

/** Makes this wall as the presenter has it, but for standing still. Called with each change of the content. */
export function obey(content: Content, wall: string): void {
  useDrawn.setState({ spot: content.spot, marks: content.marks });
  const before = kept(wall);
  if (isLive(content)) {
    if (before !== null) goBack(before, wall);
    return;
  }
  const held = before ?? asNow();
  const pinned =
    content.link === 'pinned' || (content.link === null && held.pinned) || content.frozenAt !== null;
  if (useLink.getState().pinned !== pinned) setPinned(pinned);
  const { view } = content;
  if (view !== null && view.id !== held.shown) showView(view);
  keep(wall, { ...held, shown: view?.id ?? null });
}

function asNow(): Before {
  const { filter, caseId, whistleId, pinned } = useLink.getState();
  const { view, surface, measure, points, whistles } = useMap.getState();
  const search = intoSearch('', { filter, caseId, pinned: false });
  return { search, pinned, whistle: whistleId, map: view, surface, measure, points, whistles, shown: null };
}

function goBack(before: Before, wall: string): void {
  const { search, pinned, whistle, map, surface, measure, points, whistles } = before;
  keep(wall, null);
  // Pinned meanwhile: where no linked window answers, the wall has its own filter again, and tells it to nobody.
  setPinned(true);
  const { filter, caseId } = fromSearch(search);
  setFilter(filter);
  select(caseId);
  lookAtWhistle(whistle);
  setMap({ view: map, surface, measure, points, whistles });
  if (!pinned) setPinned(false);
}

function kept(wall: string): Before | null {
  try {
    const read = Before.safeParse(JSON.parse(sessionStorage.getItem(keyOf(wall)) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function keep(wall: string, before: Before | null): void {
  try {
    if (before === null) sessionStorage.removeItem(keyOf(wall));
    else sessionStorage.setItem(keyOf(wall), JSON.stringify(before));
  } catch {
    // The wall then follows again where it was pinned by hand.
  }
}
