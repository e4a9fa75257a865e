import type { ReactNode } from 'react';
import { PresenterKeyRow } from '../../features/presenter/PresenterKeyRow.tsx';
import { WorkspaceKeyRows } from '../../features/workspace/WorkspaceKeyRows.tsx';
import { SurroundingsKeyRow } from '../../map/surroundings/SurroundingsKeyRow.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import detailStyles from './detail.module.css';
import { DESK_KEYS, keysOf } from './keys.ts';
import type { DeskWords } from './words.ts';

type Props = { onClose: () => void; words: DeskWords };

/** Every key of the desk, from the table that the listener uses. */
export function KeyHelp({ onClose, words }: Props): ReactNode {
  return (
    <Dialog title={words.keysTitle} className={detailStyles['key-dialog']} onClose={onClose}>
      <dl className={detailStyles['key-help']}>
        {DESK_KEYS.map(({ action }) => (
          <div key={action}>
            <dt>
              {keysOf(action).map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd>{words[`key_${action}`]}</dd>
          </div>
        ))}
        <SurroundingsKeyRow />
        <PresenterKeyRow />
        <WorkspaceKeyRows />
      </dl>
    </Dialog>
  );
}
