import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { type Control, NO_CONTROL } from '../../../shared/presenter/control.ts';
import type { WallReport } from '../../../shared/presenter/messages.ts';
import { ownSlot } from '../../base/slot.ts';
import { useClockOffset } from '../../live/link/clock.ts';
import { useLink } from '../../live/link/filters.ts';
import { useLive } from '../../live/stream/events.ts';
import { freeze, thaw } from '../../live/stream/freeze.ts';
import { useHiddenEscalation } from '../../live/whistles/hiddenEscalation.ts';
import { useAnnotations } from '../../map/annotations.ts';
import { windowHost } from '../workspace/ownWindowHost.ts';
import { useWorkspace } from '../workspace/useWorkspace.ts';
import { applyControl } from './applyControl.ts';
import { post, subscribe } from './channel.ts';
import { usePresenter } from './usePresenter.ts';

/** State of this wall for its marks. `pictureAt`: the time that a frozen picture shows, this machine's clock, ms; null: live. */
export const useWallState = create<{ control: Control; pictureAt: number | null; behind: boolean }>()(() => ({
  control: NO_CONTROL,
  pictureAt: null,
  behind: false,
}));

/** When this page began; this machine's clock, ms. */
export const pageLoadedAt = Date.now();
/** The picture counts as loaded after no request ran for the first time, or at the latest after the second; ms. */
const IDLE_MS = 700;
const MAX_LOAD_MS = 10_000;

/** Makes this window a wall that a presenter can drive, for as long as it shows one. */
export function useWall(kiosk: boolean): void {
  const self = usePresenter((state) => state.self);
  const control = usePresenter((state) => (self === null ? NO_CONTROL : (state.board[self] ?? NO_CONTROL)));
  const { content } = control;
  // Before it knows the service's clock, a wall neither compares what is new nor freezes at a time of its own clock.
  const offset = useClockOffset();
  const clockKnown = offset !== null;
  const loaded = useFirstPictureLoaded() && clockKnown;
  const coveredAt = content.blankAt ?? content.frozenAt;
  const behind = useHiddenEscalation(coveredAt !== null && clockKnown ? coveredAt + offset : null);
  const pinned = useLink((link) => link.pinned);
  const pictureAt = useWallState((state) => state.pictureAt);
  useEffect(() => useWallState.setState({ control, behind }), [control, behind]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: without the clock offset, which changes with each reconnect of the stream; with `pinned`, which others may change
  useEffect(() => {
    if (self === null) return;
    const isFrozen = content.frozenAt !== null && loaded;
    // Live first: a frozen window would keep its filter.
    if (!isFrozen) thaw();
    applyControl(content, self);
    if (isFrozen && offset !== null) freeze(Date.now() + offset);
    const { pictureAt: before } = useWallState.getState();
    useWallState.setState({ pictureAt: isFrozen ? (before ?? Date.now()) : null });
  }, [content, self, loaded, pinned]);
  useAnnounceWall(self, kiosk, pictureAt, behind);
  useEffect(
    () => () => {
      thaw();
      useAnnotations.setState({ spot: null, marks: [] });
      useWallState.setState({ control: NO_CONTROL, pictureAt: null, behind: false });
    },
    [],
  );
}

/** Whether the first picture was loaded: a frozen wall that reloads has to show one before it freezes. */
function useFirstPictureLoaded(): boolean {
  const [loaded, setLoaded] = useState(false);
  const known = useLive((state) => state.status !== null);
  const fetching = useIsFetching();
  const isIdle = known && fetching === 0;
  useEffect(() => {
    if (loaded) return;
    const timer = setTimeout(() => setLoaded(true), MAX_LOAD_MS);
    return () => clearTimeout(timer);
  }, [loaded]);
  useEffect(() => {
    if (loaded || !isIdle) return;
    const timer = setTimeout(() => setLoaded(true), IDLE_MS);
    return () => clearTimeout(timer);
  }, [loaded, isIdle]);
  return loaded;
}

/** Announces to the presenter's window what this wall is and shows, when that changes and when asked. */
function useAnnounceWall(
  self: string | null,
  kiosk: boolean,
  pictureAt: number | null,
  behind: boolean,
): void {
  const bounds = useAnnotations((drawn) => drawn.visibleBox);
  const view = useWorkspace((workspace) => workspace.view);
  useEffect(() => {
    if (self === null) return;
    const display = view === null ? null : windowHost.ownDisplay(view);
    const here: WallReport = {
      wall: self,
      slot: ownSlot(),
      display,
      kiosk,
      openedAt: pageLoadedAt,
      bounds,
      pictureAt,
      behind,
    };
    post({ kind: 'here', here });
    return subscribe(({ kind }) => {
      if (kind === 'who') post({ kind: 'here', here });
    });
  }, [self, kiosk, pictureAt, behind, bounds, view]);
  useEffect(() => {
    if (self === null) return;
    return () => post({ kind: 'gone', wall: self });
  }, [self]);
}
