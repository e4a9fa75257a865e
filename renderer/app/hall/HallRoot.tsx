import { type ReactNode, useEffect } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import { useKeys } from '../keys.ts';
import { useWords } from '../words.ts';
import { DisplayNumber } from './DisplayNumber.tsx';
import { desk } from './desk.ts';
import { HallPanel } from './HallPanel.tsx';
import './hall.css';
import { hallWords } from './hall-words.ts';
import { hallKeys, PROFILE_KEYS } from './hallKeys.ts';
import { ownSlot } from './slot.ts';
import { IDENTIFY, showPanel, useHall } from './useHall.ts';
import { useHallCommands } from './useHallCommands.ts';
import { useScreenAwake } from './useScreenAwake.ts';
import { watchContexts } from './watchContexts.ts';

/** What every window has of the hall: the keys, the panel, the number of its display, and care for a wall. */
export function HallRoot({ kiosk }: { kiosk: boolean }): ReactNode {
  useKeys(hallKeys);
  useHallCommands();
  useScreenAwake(kiosk);
  useEffect(() => watchContexts(() => void desk.restartThis()), []);
  const open = useHall((state) => state.panel);
  const view = useHall((state) => state.view);
  const until = useHall((state) => state.numberUntil);
  const wanted = useHall((state) => state.actWanted);
  const words = useWords(hallWords);
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(() => useHall.setState({ numberUntil: 0 }), IDENTIFY);
    return () => clearTimeout(timer);
  }, [until]);
  const here = until === 0 || view === null ? null : desk.here(view);
  return (
    <>
      {open ? <HallPanel onClose={() => showPanel(false)} /> : null}
      {here === null ? null : <DisplayNumber id={here} />}
      <Restore />
      {wanted ? (
        <div className="hall-restore" role="status">
          {words.actWanted}
        </div>
      ) : null}
    </>
  );
}

/** Browsers open windows only after an act, so the last profile is offered where it could not be restored by itself. */
function Restore(): ReactNode {
  const words = useWords(hallWords);
  const view = useHall((state) => state.view);
  const active = view?.active ?? null;
  if (view === null || active === null || ownSlot() !== null) return null;
  if (view.windows.length === 0 || view.windows.some(({ open }) => open)) return null;
  return (
    <div className="hall-restore" role="status">
      <span>{words.restore(words[active])}</span>
      <button type="button" className="plain-button" onClick={() => void desk.switchTo(active)}>
        {words.restoreNow} <Kbd keys={PROFILE_KEYS[active]} />
      </button>
    </div>
  );
}
