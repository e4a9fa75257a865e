import { type FormEvent, type ReactNode, useState } from 'react';
import type { ExportFormat } from '../../../shared/contract/exportCases.ts';
import { openDialog } from '../../base/intents.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useSession } from '../../live/client/session.ts';
import type { RegisterQuery } from '../../live/orders/register.ts';
import { type ExportedRegister, exportRegister } from '../../live/orders/sendOrder.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

type Props = { query: RegisterQuery; total: number; onClose: () => void; words: OrderWords };
type State =
  | { kind: 'asking' | 'saving' }
  | { kind: 'done'; file: ExportedRegister }
  | { kind: 'failed'; error: unknown };

const LEAST = 4;

/** The register as a file (导出): how many, why, and what becomes of it. */
export function Export({ query, total, onClose, words }: Props): ReactNode {
  const errorText = useErrorText();
  const signed = useSession((session) => session.info !== null);
  const { text: reason, setText: setReason, restoredAt, forget } = useKeptText('orders-export-reason');
  const [state, setState] = useState<State>({ kind: 'asking' });
  const disabled = total === 0 || reason.trim().length < LEAST || state.kind === 'saving';
  const save = (format: ExportFormat): void => {
    setState({ kind: 'saving' });
    exportRegister(query, reason, format).then(
      (file) => {
        forget();
        setState({ kind: 'done', file });
      },
      (error: unknown) => setState({ kind: 'failed', error }),
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!disabled) save('csv');
  };
  return (
    <Dialog title={words.exportTitle} className={styles['form-dialog']} onClose={onClose} part="o-export">
      <p>{words.exportRows(count(total))}</p>
      <p className={styles['dim']}>{words.exportAbout}</p>
      {state.kind === 'done' ? (
        <output>
          <p>{words.exportDone(count(state.file.count), state.file.number)}</p>
          <p className={styles['dim']}>{words.file(state.file.filename)}</p>
        </output>
      ) : signed ? (
        <form className={styles['form']} onSubmit={submit}>
          <TextField
            autoFocus
            label={words.exportReason}
            value={reason}
            maxLength={200}
            onChange={setReason}
          />
          <div className={styles['row']}>
            <Button type="submit" disabled={disabled}>
              {words.saveCsv}
            </Button>
            <Button disabled={disabled} onPress={() => save('xlsx')}>
              {words.saveXlsx}
            </Button>
            <KeptNote at={restoredAt} onDiscard={forget} />
          </div>
          {state.kind === 'failed' ? <ErrorLine>{errorText(state.error)}</ErrorLine> : null}
        </form>
      ) : (
        <Button variant="primary" onPress={() => openDialog('signIn')}>
          {words.signIn}
        </Button>
      )}
    </Dialog>
  );
}
