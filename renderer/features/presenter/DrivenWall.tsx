import { type ReactNode, useEffect } from 'react';
import { Blank } from './Blank.tsx';
import { useWall, useWallState } from './useWall.ts';

/** A wall as the presenter has it: frozen, blank, lit, with its frame. Also on walls without chrome. */
export function WallHost({ kiosk }: { kiosk: boolean }): ReactNode {
  useWall(kiosk);
  const still = useWallState((state) => state.pictureAt !== null);
  const blank = useWallState(({ control }) => control.content.blankAt !== null);
  const lit = useWallState(({ control }) => control.content.spot !== null);
  useDeaf(still || blank);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['presented'] = [still ? 'still' : '', blank ? 'blank' : '', lit ? 'lit' : ''].join(' ').trim();
    return () => {
      delete dataset['presented'];
    };
  }, [still, blank, lit]);
  return (
    <>
      {still && !blank ? <div className="wall-frame" aria-hidden="true" /> : null}
      {blank ? <Blank /> : null}
    </>
  );
}

/**
 * What stands still does not heed plain keys: they would move the map under a picture of another time. Keys with Ctrl or
 * Alt (sign in, panels, profiles) and all dialogs go on.
 */
function useDeaf(deaf: boolean): void {
  useEffect(() => {
    if (!deaf) return;
    const stop = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('dialog, .bar') !== null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('keydown', stop, true);
    return () => removeEventListener('keydown', stop, true);
  }, [deaf]);
}
