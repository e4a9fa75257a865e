import type { SentView } from '../../../shared/presenter/control.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import { parseSearch, writeSearch } from '../../live/link/filterAddress.ts';
import { select, setFilter, showWhistleOnMaps, useLink } from '../../live/link/filters.ts';
import { setMap, useMap } from '../../map/mapState.ts';
import type { SelectedPlace } from './useSelectedPlace.ts';

/** Near enough to see the block that a case lies in. */
const CASE_ZOOM = 15;

/**
 * This window's view, to be sent (投送本窗). A window without a map sends the place of its selected case. Contact data is
 * never sent: `contactDropped` is true if the search text contained it.
 */
export function ownView(
  id: string,
  selected: SelectedPlace | null,
): { view: SentView; contactDropped: boolean } {
  const { filter, caseId, whistleId } = useLink.getState();
  const { view, size, surface, measure, points, whistles } = useMap.getState();
  const near =
    selected === null ? null : { longitude: selected.at[0], latitude: selected.at[1], zoom: CASE_ZOOM };
  const onMap = useWindowAddress.getState().role === 'wall';
  return {
    view: {
      id,
      search: writeSearch('', { filter, caseId, pinned: false }),
      map: onMap ? view : near,
      size: onMap ? size : null,
      whistle: whistleId,
      surface,
      measure,
      points,
      whistles,
    },
    contactDropped: containsContact(filter.q),
  };
}

/** Shows a view in this window, which has to be pinned by then: a linked one would send it on to all others. */
export function showView(sent: SentView): void {
  const { search, whistle, surface, measure, points, whistles } = sent;
  const { filter, caseId } = parseSearch(search);
  setFilter(filter);
  select(caseId);
  showWhistleOnMaps(whistle);
  setMap({ view: fitted(sent, useMap.getState().size), surface, measure, points, whistles });
}

/** The same part of the city on a map of another size. */
function fitted({ map, size }: SentView, own: SentView['size']): SentView['map'] {
  if (map === null || size === null || own === null) return map;
  return { ...map, zoom: map.zoom + Math.log2(Math.min(own.width / size.width, own.height / size.height)) };
}
