import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { PresenterKeyRow } from '../../features/presenter/PresenterKeyRow.tsx';
import { WorkspaceKeyRows } from '../../features/workspace/WorkspaceKeyRows.tsx';
import { SurroundingsKeyRow } from '../../map/surroundings/SurroundingsKeyRow.tsx';
import { KeyHelpRow } from '../../ui/KeyHelpRow.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import actStyles from './acts.module.css';
import { ACTS, printed } from './acts.ts';
import { actWords } from './actWords.ts';
import { BOARD_KEYS, capOf } from './keys.ts';
import type { WhistleWords } from './words.ts';

/** Every key of this window, from the tables that the listeners use. */
export function KeyHelp({ onClose, words }: { onClose: () => void; words: WhistleWords }): ReactNode {
  const acts = useWords(actWords);
  const keyOf = (action: string): string =>
    capOf(BOARD_KEYS.find((row) => row.action === action)?.keys[0] ?? '');
  const board = [
    'open',
    'mark',
    'markDown',
    'signAll',
    'approveAll',
    'blow',
    'mine',
    'search',
    'clear',
    'refresh',
    'list',
    'figures',
    'ack',
    'shelve',
    'back',
  ] as const;
  return (
    <Dialog title={words.help} className={actStyles['keys']} onClose={onClose}>
      <h3>{words.keysBoard}</h3>
      <dl>
        <KeyHelpRow keys="↑ ↓ ← →" text={words.key_move} />
        {board.map((action) => (
          <KeyHelpRow key={action} keys={keyOf(action)} text={words[`key_${action}`]} />
        ))}
        <KeyHelpRow keys="Ctrl+L" text={words.key_lock} />
        <PresenterKeyRow />
        <WorkspaceKeyRows />
        <KeyHelpRow keys="Ctrl+K" text={words.key_command} />
      </dl>
      <h3>{words.keysPage}</h3>
      <dl>
        <KeyHelpRow keys="← → 1–9" text={words.key_child} />
        <KeyHelpRow keys="↑ ↓ J K" text={words.key_nextWhistle} />
        <SurroundingsKeyRow />
        <KeyHelpRow keys={printed('B')} text={acts.reblow} />
        {ACTS.map((act) => (
          <KeyHelpRow key={act.type} keys={printed(act.key)} text={acts[act.type]} />
        ))}
      </dl>
    </Dialog>
  );
}
