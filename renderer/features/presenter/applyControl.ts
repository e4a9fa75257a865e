import { z } from 'zod';
import type { Content } from '../../../shared/presenter/control.ts';
import { parseSearch, writeSearch } from '../../live/link/filterAddress.ts';
import { select, setFilter, setPinned, showWhistleOnMaps, useLink } from '../../live/link/filters.ts';
import { useAnnotations } from '../../map/annotations.ts';
import { setMap, useMap } from '../../map/mapState.ts';
import { showView } from './sentView.ts';

/** The wall's name is part of the key: a window that it opens starts with a copy of its storage. */
const keyOf = (wall: string): string => `citywhistle.presenter.before:${wall}`;

/** What the wall showed before the presenter changed it; null: not changed. Stored over a reload of the wall. */
const Original = z.object({
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
  /** Id of the sent view that is shown already. */
  shown: z.string().nullable(),
});
type Original = z.infer<typeof Original>;

const UNCHANGED: Original = { link: null, map: null, shown: null };

/**
 * Shows on this wall what the presenter decided, except for freezing. Called with each change of the content, and when
 * something else (a layout, an operator) links or pins the wall. What the presenter no longer controls goes back to what
 * it was.
 */
export function applyControl(content: Content, wall: string): void {
  useAnnotations.setState({ spot: content.spot, marks: content.marks });
  const before = loadOriginal(wall);
  const { view, link, frozenAt } = content;
  const pinned = link === 'pinned' || frozenAt !== null ? true : link === 'following' ? false : null;
  const next: Original = {
    link: pinned === null ? null : (before.link ?? currentLink()),
    map: view === null ? null : (before.map ?? currentMap()),
    shown: view?.id ?? null,
  };
  saveOriginal(wall, next);
  if (pinned === null && before.link !== null) restoreLink(before.link);
  else if (pinned !== null && useLink.getState().pinned !== pinned) setPinned(pinned);
  if (view !== null && view.id !== before.shown) showView(view);
  if (next.map === null && before.map !== null) setMap(before.map);
}

function currentLink(): NonNullable<Original['link']> {
  const { filter, caseId, whistleId, pinned } = useLink.getState();
  return { search: writeSearch('', { filter, caseId, pinned: false }), whistle: whistleId, pinned };
}

function currentMap(): NonNullable<Original['map']> {
  const { view, surface, measure, points, whistles } = useMap.getState();
  return { view, surface, measure, points, whistles };
}

function restoreLink({ search, whistle, pinned }: NonNullable<Original['link']>): void {
  // Pinned meanwhile: where no linked window answers, the wall has its own filter again, and shares it with nobody.
  setPinned(true);
  const { filter, caseId } = parseSearch(search);
  setFilter(filter);
  select(caseId);
  showWhistleOnMaps(whistle);
  if (!pinned) setPinned(false);
}

function loadOriginal(wall: string): Original {
  try {
    const read = Original.safeParse(JSON.parse(sessionStorage.getItem(keyOf(wall)) ?? 'null'));
    return read.success ? read.data : UNCHANGED;
  } catch {
    return UNCHANGED;
  }
}

function saveOriginal(wall: string, before: Original): void {
  try {
    if (before.link === null && before.map === null) sessionStorage.removeItem(keyOf(wall));
    else sessionStorage.setItem(keyOf(wall), JSON.stringify(before));
  } catch {
    // The wall then is linked again although an operator had pinned it.
  }
}
