import type { Meeting } from '../../../shared/contract/meeting.ts';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import { flyTo, putOnWalls, takeOffWalls, useWallsShowing } from './wallControl.ts';

/** Time that an owner has to explain, minutes (domain-2.md §2.2). */
const SPEECH_MINUTES = 3;

export type RunActions = {
  /** Walls of this workstation that show the meeting. */
  walls: number;
  show: (item: ItemCard) => void;
  /** The next item of the list, or the one before. */
  go: (by: number) => void;
  toggleSpeaker: () => void;
  /** False: no wall is open, or somebody else drives one. */
  toggleWalls: () => boolean;
};

/** What can be done while the meeting runs. What is put on the table is shown on the walls that have the meeting. */
export function useRunActions(meeting: Meeting | null, state: MeetingWindowState | null): RunActions {
  const walls = useWallsShowing(meeting?.id ?? null);
  const items = state?.items ?? [];
  const at = items.findIndex(({ key }) => key === meeting?.current.item);
  const current = items[at] ?? null;
  const show = (item: ItemCard): void => {
    if (meeting === null || state === null || !state.mayRun || meeting.stage !== 'open') return;
    const part = meeting.agenda.find(({ kind }) => kind === partOf(item)) ?? null;
    void state.step({ type: 'show', part: part?.id ?? null, item: item.key });
    flyTo(meeting.id, item);
  };
  return {
    walls: walls.length,
    show,
    go(by) {
      const item = items[Math.min(items.length - 1, Math.max(0, at + by))];
      if (item !== undefined && item !== current) show(item);
    },
    toggleSpeaker() {
      if (meeting === null || state === null || meeting.stage !== 'open') return;
      if (meeting.speaker !== null) void state.step({ type: 'stop-speaking' });
      else if (current !== null && current.lead !== null)
        void state.step({
          ...{ type: 'speak', unit: current.lead, item: current.key, minutes: SPEECH_MINUTES },
        });
    },
    toggleWalls() {
      if (meeting === null) return false;
      if (walls.length === 0) return putOnWalls(meeting.id, current);
      takeOffWalls(meeting.id);
      return true;
    },
  };
}

/** The part of the agenda under which an item is taken. */
function partOf({ sources }: ItemCard): 'last-decisions' | 'suspended' | 'items' {
  if (sources.includes('unfinished')) return 'last-decisions';
  return sources.includes('suspended') ? 'suspended' : 'items';
}
