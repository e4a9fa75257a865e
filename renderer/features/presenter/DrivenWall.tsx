import { type ReactNode, useEffect } from 'react';
import { Blank } from './Blank.tsx';
import marks from './marks.module.css';
import { useWall, useWallState } from './useWall.ts';

/** A wall under the presenter's control: frozen, blank or with a spotlight. Also on kiosk walls. */
export function DrivenWall({ kiosk }: { kiosk: boolean }): ReactNode {
  useWall(kiosk);
  const still = useWallState((state) => state.pictureAt !== null);
  const blank = useWallState(({ control }) => control.content.blankAt !== null);
  const lit = useWallState(({ control }) => control.content.spot !== null);
  useBlockPlainKeys(still || blank);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['presented'] = [still ? 'still' : '', blank ? 'blank' : '', lit ? 'lit' : ''].join(' ').trim();
    return () => {
      delete dataset['presented'];
    };
  }, [still, blank, lit]);
  return (
    <>
      {still && !blank ? <div className={marks['frame']} aria-hidden="true" /> : null}
      {blank ? <Blank /> : null}
    </>
  );
}

/**
 * Plain keys do nothing on a frozen or blank wall: they would move the map under a picture of another time. Keys with Ctrl
 * or Alt (sign in, panels, profiles) and all dialogs still work.
 */
function useBlockPlainKeys(blocked: boolean): void {
  useEffect(() => {
    if (!blocked) return;
    const stop = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('dialog, .bar') !== null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener('keydown', stop, true);
    return () => removeEventListener('keydown', stop, true);
  }, [blocked]);
}
