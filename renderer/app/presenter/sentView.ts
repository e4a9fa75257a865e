import type { SentView } from '../../../shared/presenter/control.ts';
import { holdsContact } from '../../../shared/presenter/sayable.ts';
import { fromSearch, intoSearch } from '../../live/filter-address.ts';
import { select, setFilter, useLink } from '../../live/filters.ts';
import { setMap, useMap } from '../../map/map-state.ts';
import { usePlace } from '../place.ts';
import type { Spot } from './useSelectedPlace.ts';

/** Near enough to see the block that a case lies in. */
const CASE_ZOOM = 15;

/**
 * This window's view, to be sent (投送本窗). A window without a map looks where its selected case is. Contact data never
 * goes along: a search text that looks like it is left out, which `dropped` tells.
 */
export function ownView(id: string, selected: Spot | null): { view: SentView; dropped: boolean } {
  const { filter, caseId } = useLink.getState();
  const dropped = holdsContact(filter.q);
  const sent = { filter: dropped ? { ...filter, q: '' } : filter, caseId, pinned: false };
  const { view, surface, measure, points, whistles } = useMap.getState();
  const near =
    selected === null ? null : { longitude: selected.at[0], latitude: selected.at[1], zoom: CASE_ZOOM };
  const map = usePlace.getState().role === 'wall' ? view : near;
  return {
    view: { id, search: intoSearch('', sent), map, surface, measure, points, whistles },
    dropped,
  };
}

/** Shows a view in this window, which has to be pinned by then: a linked one would send it on to all others. */
export function showView({ search, map, surface, measure, points, whistles }: SentView): void {
  const { filter, caseId } = fromSearch(search);
  setFilter(filter);
  select(caseId);
  setMap({ view: map, surface, measure, points, whistles });
}
