import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import { useLink } from '../../live/link/filters.ts';
import { caseInCache, useCase } from '../../live/queries/cases.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { useSelection } from '../../live/whistles/selection.ts';
import { useWallWhistles } from '../../live/whistles/wallWhistles.ts';
import { usePickedWhistle } from '../../map/useWhistles.ts';

/** A place and what lies there. */
export type SelectedPlace = { at: LonLat; name: string };

type MaybePlaced = { lon: number | null; lat: number | null };

/** Where the selected whistle or case of this window lies; null where nothing is selected, or it has no place. */
export function useSelectedPlace(): SelectedPlace | null {
  const onBoard = useWindowAddress((place) => place.role === 'whistles');
  const picked = usePickedWhistle((pick) => pick.id);
  const chosen = useSelection((selection) => selection.id);
  const id = (onBoard ? chosen : picked) ?? '';
  const boardRow = useBoard((board) => board.rows.get(id));
  const mapRow = useWallWhistles((whistles) => whistles.rows.get(id));
  const found = useCase(useLink((link) => link.caseId)).data;
  return selectedPlace(boardRow ?? mapRow, found);
}

/** The same at this moment, as far as the window knows it without asking. */
export function selectedPlaceNow(): SelectedPlace | null {
  const onBoard = useWindowAddress.getState().role === 'whistles';
  const id = (onBoard ? useSelection.getState().id : usePickedWhistle.getState().id) ?? '';
  const row = useBoard.getState().rows.get(id) ?? useWallWhistles.getState().rows.get(id);
  return selectedPlace(row, caseInCache(useLink.getState().caseId));
}

function selectedPlace(
  whistle: WhistleSummary | undefined,
  found: CaseDetail | undefined,
): SelectedPlace | null {
  if (whistle !== undefined && hasPlace(whistle))
    return { at: [whistle.lon, whistle.lat], name: whistle.subject };
  return found !== undefined && hasPlace(found) ? { at: [found.lon, found.lat], name: found.title } : null;
}

function hasPlace<T extends MaybePlaced>(row: T): row is T & { lon: number; lat: number } {
  return row.lon !== null && row.lat !== null;
}
