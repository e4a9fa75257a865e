import { type ReactNode, useEffect } from 'react';
import { useOverridingShortcuts } from '../../base/keys.ts';
import { useWords } from '../../base/words.ts';
import marks from './marks.module.css';
import { presenterWords } from './presenterWords.ts';
import { useWall, useWallState } from './useWall.ts';
import { WallMarks } from './WallMarks.tsx';

/** A wall under the presenter's control: frozen, blank or with a spotlight. Also on kiosk walls. */
export function DrivenWall({ kiosk }: { kiosk: boolean }): ReactNode {
  useWall(kiosk);
  const isFrozen = useWallState((state) => state.pictureAt !== null);
  const isBlank = useWallState(({ control }) => control.content.blankAt !== null);
  const hasSpotlight = useWallState(({ control }) => control.content.spot !== null);
  useBlockPlainKeys(isFrozen || isBlank);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['presented'] = [isFrozen ? 'still' : '', isBlank ? 'blank' : '', hasSpotlight ? 'lit' : '']
      .join(' ')
      .trim();
    return () => {
      delete dataset['presented'];
    };
  }, [isFrozen, isBlank, hasSpotlight]);
  return (
    <>
      {isFrozen && !isBlank ? <div className={marks['frame']} aria-hidden="true" /> : null}
      {isBlank ? <Blank /> : null}
    </>
  );
}

/** Blank screen (黑屏), with a text that it is intended. */
function Blank(): ReactNode {
  const words = useWords(presenterWords);
  return (
    <section className={marks['blank']} data-part="wall-blank" aria-label={words.blank}>
      <p className={marks['blank-word']}>{words.blank}</p>
      <WallMarks />
    </section>
  );
}

/**
 * Plain keys do nothing on a frozen or blank wall: they would move the map under a picture of another time. Keys with
 * Ctrl or Alt (sign in, panels, profiles) and all dialogs still work.
 */
function useBlockPlainKeys(blocked: boolean): void {
  useOverridingShortcuts((event) => {
    if (!blocked || event.altKey || event.ctrlKey || event.metaKey) return null;
    const { target } = event;
    const isAllowed = target instanceof Element && target.closest('dialog, [data-part="bar"]') !== null;
    return isAllowed ? null : () => undefined;
  });
}
