import type { Display } from '../../../shared/layout/display.ts';
import type { HallNote, HallView } from '../../../shared/layout/hallView.ts';
import { type LayoutBook, ProfileId } from '../../../shared/layout/layout.ts';
import type { Placement } from '../../../shared/layout/placeWindows.ts';

/** What the windows are told of the hall. */
export function viewOf(hall: {
  displays: readonly Display[];
  active: ProfileId | null;
  turn: number;
  book: LayoutBook;
  placement: Placement;
  notes: readonly HallNote[];
  isOpen: (id: string) => boolean;
}): HallView {
  return {
    placing: 'granted',
    displays: [...hall.displays],
    active: hall.active,
    turn: hall.turn,
    profiles: ProfileId.options.map((id) => ({ id, origin: hall.book.profiles[id]?.origin ?? 'made' })),
    windows: hall.placement.placed.map((window) => ({ ...window, open: hall.isOpen(window.id) })),
    parked: hall.placement.parked,
    notes: [...hall.notes],
  };
}
