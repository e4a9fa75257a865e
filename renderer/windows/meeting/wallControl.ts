import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import type { SentView } from '../../../shared/presenter/control.ts';
import { runAct, showPresenter, usePresenter } from '../../features/presenter/usePresenter.ts';
import { useMap } from '../../map/mapState.ts';

/** Near enough to see the block. */
const ITEM_ZOOM = 15;

/** The walls of this workstation that show the meeting. */
export function useWallsShowing(meeting: string | null): readonly string[] {
  const board = usePresenter((state) => state.board);
  return meeting === null ? [] : showing(board, meeting);
}

function showing(board: ReturnType<typeof usePresenter.getState>['board'], meeting: string): string[] {
  return Object.entries(board).flatMap(([wall, { content }]) => (content.meeting === meeting ? [wall] : []));
}

/**
 * Puts the meeting on all walls of this workstation, and the map at the item. False: no wall is open, or one is driven by
 * somebody else, which the panel of the presenter (导播) then shows.
 */
export function putOnWalls(meeting: string, item: ItemCard | null): boolean {
  const walls = usePresenter.getState().walls.map(({ wall }) => wall);
  if (walls.length === 0) return false;
  const refused = runAct(walls, { type: 'meeting', meeting }, crypto.randomUUID());
  if (refused?.some(({ reason }) => reason === 'driven')) {
    showPresenter(true);
    return false;
  }
  flyTo(meeting, item);
  return true;
}

/** Takes the meeting off: the walls are as they were before. */
export function takeOffWalls(meeting: string): void {
  runAct(showing(usePresenter.getState().board, meeting), { type: 'release' }, crypto.randomUUID());
}

/** Moves the maps of the walls that show the meeting to an item, and lights it; one without a place leaves them as they are. */
export function flyTo(meeting: string, item: ItemCard | null): void {
  const place = item?.place ?? null;
  const walls = showing(usePresenter.getState().board, meeting);
  if (place === null || walls.length === 0) return;
  const { surface, measure } = useMap.getState();
  const id = crypto.randomUUID();
  const whistle = item?.key.startsWith('whistle:') === true ? item.key.slice('whistle:'.length) : null;
  const view: SentView = {
    ...{ id, search: '', size: null, whistle, surface, measure, points: true, whistles: true },
    map: { longitude: place.lon, latitude: place.lat, zoom: ITEM_ZOOM },
  };
  runAct(walls, { type: 'send', view }, id);
  runAct(walls, { type: 'spot', at: [place.lon, place.lat] }, id);
}
