import { type ReactNode, useEffect } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import type { Command } from '../../base/commands/commands.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { preventingDefault as onKey, useKeys } from '../../base/keys.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { useClockOffset } from '../../live/link/clock.ts';
import { runOnAllWalls, sendViewToAllWalls } from './allWalls.ts';
import { DrivenWall } from './DrivenWall.tsx';
import { DriverNotices } from './DriverNotices.tsx';
import { PresenterPanel } from './PresenterPanel.tsx';
import { PRESENTER_KEY } from './presenterKey.ts';
import { presenterWords } from './presenterWords.ts';
import { showPresenter, startPresenter, undoLast, usePresenter } from './usePresenter.ts';

const KEYS = { 'Alt+KeyP': onKey(() => showPresenter(!usePresenter.getState().panel)) };
/** A kiosk wall is driven, and drives nothing. */
const NO_KEYS = {};

/** The presenter (导播) in every window: walls are driven, and every window with a bar can drive them. */
export function PresenterRoot({ role, kiosk }: { role: WindowRole; kiosk: boolean }): ReactNode {
  useEffect(() => startPresenter(() => useWindowAddress.getState().role === 'wall'), []);
  useKeys(kiosk ? NO_KEYS : KEYS);
  return (
    <>
      {role === 'wall' ? <DrivenWall kiosk={kiosk} /> : null}
      {kiosk ? null : <DriverControls />}
    </>
  );
}

function DriverControls(): ReactNode {
  const words = useWords(presenterWords);
  const panel = usePresenter((state) => state.panel);
  const clockKnown = useClockOffset() !== null;
  const undoable = usePresenter((state) => state.last !== null);
  useCommands(() => {
    const entry = (id: string, title: string, run: () => void): Command => ({
      ...{ id: `presenter-${id}`, title, hint: words.title, run },
    });
    return [
      { id: 'presenter', title: words.title, hint: PRESENTER_KEY, run: () => showPresenter(true) },
      entry('freeze', words.allFreeze, () => runOnAllWalls({ type: 'freeze' })),
      entry('blank', words.allBlank, () => runOnAllWalls({ type: 'blank' })),
      entry('send', words.allSend, sendViewToAllWalls),
      entry('release', words.allRelease, () => runOnAllWalls({ type: 'release' })),
      ...(undoable ? [entry('undo', words.undoLast, () => void undoLast())] : []),
    ];
  });
  return (
    <>
      <DriverNotices />
      {panel && clockKnown ? <PresenterPanel onClose={() => showPresenter(false)} /> : null}
    </>
  );
}
