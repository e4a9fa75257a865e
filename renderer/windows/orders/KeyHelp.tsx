import type { ReactNode } from 'react';
import { KeyHelpRow } from '../../ui/KeyHelpRow.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { printed } from './keys.ts';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

/** Every key of the register, from the table that the listener uses. */
export function KeyHelp({ onClose, words }: { onClose: () => void; words: OrderWords }): ReactNode {
  const rows: readonly [keys: string, text: string][] = [
    [printed('search'), words.key_search],
    [`${printed('down')} ${printed('up')}`, words.key_move],
    [printed('open'), words.key_open],
    [printed('back'), words.key_back],
    ['1–9', words.key_act],
    [printed('new'), words.key_new],
    [printed('overdue'), words.key_overdue],
    [printed('check'), words.key_check],
    [printed('recheck'), words.key_recheck],
    [printed('suspended'), words.key_suspended],
    [printed('clear'), words.key_clear],
    [printed('sort'), words.key_sort],
    [printed('draws'), words.key_draws],
    [printed('export'), words.key_export],
    [printed('help'), words.key_help],
  ];
  return (
    <Dialog title={words.help} className={styles['form-dialog']} onClose={onClose}>
      <dl className={styles['key-help']}>
        {rows.map(([keys, text]) => (
          <KeyHelpRow key={text} keys={keys} text={text} />
        ))}
      </dl>
    </Dialog>
  );
}
