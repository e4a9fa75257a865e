import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import { DESK_KEYS, keysOf } from './keys.ts';
import type { DeskWords } from './words.ts';

/** Every key of the desk, from the table that the listener uses. */
export function KeyHelp(props: { open: boolean; onClose: () => void; words: DeskWords }): ReactNode {
  const { words } = props;
  return (
    <Modal open={props.open} onCancel={props.onClose} footer={null} title={words.keysTitle} width="32rem">
      <dl className="key-help">
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
      </dl>
    </Modal>
  );
}
