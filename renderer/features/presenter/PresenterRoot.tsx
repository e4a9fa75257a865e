import { type ReactNode, useEffect } from 'react';
import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import type { Command } from '../../base/commands/commands.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { act as onKey, useKeys } from '../../base/keys.ts';
import { usePlace } from '../../base/place.ts';
import { useWords } from '../../base/words.ts';
import { actHere, sendHere } from './allWalls.ts';
import { WallHost } from './DrivenWall.tsx';
import { DriverNotes } from './DriverNotices.tsx';
import { PresenterPanel } from './PresenterPanel.tsx';
import { PRESENTER_KEY } from './presenterKey.ts';
import { presenterWords } from './presenterWords.ts';
import { showPresenter, startPresenter, undoLast, usePresenter } from './usePresenter.ts';
import './presenter.css';

const KEYS = { 'Alt+KeyP': onKey(() => showPresenter(!usePresenter.getState().panel)) };
/** A wall that everybody looks at is driven, and drives nothing. */
const NO_KEYS = {};

/** 导播 in every window: walls obey, and all that have a bar can drive them. */
export function PresenterHost({ role, kiosk }: { role: WindowRole; kiosk: boolean }): ReactNode {
  useEffect(() => startPresenter(() => usePlace.getState().role === 'wall'), []);
  useKeys(kiosk ? NO_KEYS : KEYS);
  return (
    <>
      {role === 'wall' ? <WallHost kiosk={kiosk} /> : null}
      {kiosk ? null : <Drive />}
    </>
  );
}

function Drive(): ReactNode {
  const words = useWords(presenterWords);
  const panel = usePresenter((state) => state.panel);
  const undoable = usePresenter((state) => state.last !== null);
  useCommands(() => {
    const entry = (id: string, title: string, run: () => void): Command => ({
      ...{ id: `presenter-${id}`, title, hint: words.title, run },
    });
    return [
      { id: 'presenter', title: words.title, hint: PRESENTER_KEY, run: () => showPresenter(true) },
      entry('freeze', words.allFreeze, () => actHere({ type: 'freeze' })),
      entry('blank', words.allBlank, () => actHere({ type: 'blank' })),
      entry('send', words.allSend, sendHere),
      entry('release', words.allRelease, () => actHere({ type: 'release' })),
      ...(undoable ? [entry('undo', words.undoLast, () => void undoLast())] : []),
    ];
  });
  return (
    <>
      <DriverNotes />
      {panel ? <PresenterPanel onClose={() => showPresenter(false)} /> : null}
    </>
  );
}
