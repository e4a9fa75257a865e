import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { type Control, UNTOUCHED } from '../../../shared/presenter/control.ts';
import type { WallHere } from '../../../shared/presenter/messages.ts';
import { ownSlot } from '../../base/slot.ts';
import { useLink } from '../../live/link/filters.ts';
import { useLive } from '../../live/stream/events.ts';
import { freeze, thaw } from '../../live/stream/freeze.ts';
import { useNewBehind } from '../../live/whistles/hiddenEscalation.ts';
import { useAnnotations } from '../../map/annotations.ts';
import { windowHost } from '../workspace/ownWindowHost.ts';
import { useWorkspace } from '../workspace/useWorkspace.ts';
import { obey } from './applyControl.ts';
import { hear, say } from './channel.ts';
import { usePresenter } from './usePresenter.ts';

/** How this wall stands; for its marks. `pictureAt`: the moment its picture shows while it is frozen, machine's clock. */
export const useWallState = create<{ control: Control; pictureAt: number | null; behind: boolean }>()(() => ({
  control: UNTOUCHED,
  pictureAt: null,
  behind: false,
}));

/** When this page began; this machine's clock, ms. */
export const openedAt = Date.now();
/** A picture that nothing has been added to for so long has come; one that never rests is taken after the other; ms. */
const CALM_MS = 700;
const ENOUGH_MS = 10_000;

/** Makes this window a wall that can be driven, for as long as it shows one. */
export function useWall(kiosk: boolean): void {
  const self = usePresenter((state) => state.self);
  const control = usePresenter((state) => (self === null ? UNTOUCHED : (state.board[self] ?? UNTOUCHED)));
  const { content } = control;
  const offset = useLive((state) => state.clockOffset);
  // Before it knows the service's clock a wall neither compares what is new nor stands still at a moment of its own.
  const clockKnown = useLive((state) => state.status !== null);
  const arrived = useArrived() && clockKnown;
  const coveredAt = content.blankAt ?? content.frozenAt;
  const behind = useNewBehind(coveredAt !== null && clockKnown ? coveredAt + offset : null);
  const pinned = useLink((link) => link.pinned);
  const pictureAt = useWallState((state) => state.pictureAt);
  useEffect(() => useWallState.setState({ control, behind }), [control, behind]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: not the offset, which moves with each new beginning of the stream; but whoever pins or links the wall meanwhile
  useEffect(() => {
    if (self === null) return;
    const still = content.frozenAt !== null && arrived;
    // Live first: what is held would hold the filter too.
    if (!still) thaw();
    obey(content, self);
    if (still) freeze(Date.now() + offset);
    const { pictureAt: before } = useWallState.getState();
    useWallState.setState({ pictureAt: still ? (before ?? Date.now()) : null });
  }, [content, self, arrived, pinned]);
  useTelling(self, kiosk, pictureAt, behind);
  useEffect(
    () => () => {
      thaw();
      useAnnotations.setState({ spot: null, marks: [] });
      useWallState.setState({ control: UNTOUCHED, pictureAt: null, behind: false });
    },
    [],
  );
}

/** Whether the first picture has come: a frozen wall that is loaded again has to show one before it stands still. */
function useArrived(): boolean {
  const [arrived, setArrived] = useState(false);
  const known = useLive((state) => state.status !== null);
  const fetching = useIsFetching();
  const calm = known && fetching === 0;
  useEffect(() => {
    if (arrived) return;
    const timer = setTimeout(() => setArrived(true), ENOUGH_MS);
    return () => clearTimeout(timer);
  }, [arrived]);
  useEffect(() => {
    if (arrived || !calm) return;
    const timer = setTimeout(() => setArrived(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [arrived, calm]);
  return arrived;
}

/** Tells the presenter's window what this wall is and shows, when it changes and when asked. */
function useTelling(self: string | null, kiosk: boolean, pictureAt: number | null, behind: boolean): void {
  const bounds = useAnnotations((drawn) => drawn.seen);
  const view = useWorkspace((workspace) => workspace.view);
  useEffect(() => {
    if (self === null) return;
    const display = view === null ? null : windowHost.ownDisplay(view);
    const here: WallHere = {
      wall: self,
      slot: ownSlot(),
      display,
      kiosk,
      openedAt,
      bounds,
      pictureAt,
      behind,
    };
    say({ kind: 'here', here });
    return hear(({ kind }) => {
      if (kind === 'who') say({ kind: 'here', here });
    });
  }, [self, kiosk, pictureAt, behind, bounds, view]);
  useEffect(() => {
    if (self === null) return;
    return () => say({ kind: 'gone', wall: self });
  }, [self]);
}
