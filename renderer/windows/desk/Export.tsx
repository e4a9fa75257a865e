import { type FormEvent, type ReactNode, useState } from 'react';
import { EXPORT_MAX_ROWS, type ExportFormat } from '../../../shared/contract/exportCases.ts';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { openDialog } from '../../base/intents.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useSession } from '../../live/client/session.ts';
import type { CaseQuery } from '../../live/queries/cases.ts';
import { type Exported, exportCases } from '../../live/queries/exportCases.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { count } from '../../ui/Figure.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import { exportWords } from './exportWords.ts';

type Props = {
  query: CaseQuery;
  sort: CaseSort;
  /** Cases under the filters, as the queue counts them; null while it loads. */
  total: number | null;
  onClose: () => void;
};
type State =
  | { kind: 'asking' | 'saving' }
  | { kind: 'done'; file: Exported }
  | { kind: 'failed'; error: unknown };

const LEAST = 4;

/** The queue as a file (导出): how many, why, and what becomes of it. */
export function Export({ query, sort, total, onClose }: Props): ReactNode {
  const errorText = useErrorText();
  const words = useWords(exportWords);
  const signed = useSession((session) => session.info !== null);
  const { text: reason, setText: setReason, restoredAt, forget } = useKeptText('export-reason');
  const [state, setState] = useState<State>({ kind: 'asking' });
  const possible = total !== null && total > 0 && total <= EXPORT_MAX_ROWS;
  const disabled = !possible || reason.trim().length < LEAST || state.kind === 'saving';
  const save = (format: ExportFormat): void => {
    setState({ kind: 'saving' });
    exportCases({ ...query, sort }, reason, format).then(
      (file) => {
        forget();
        setState({ kind: 'done', file });
      },
      (error: unknown) => setState({ kind: 'failed', error }),
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save('csv');
  };
  return (
    <Dialog title={words.title} className={detailStyles['export-dialog']} onClose={onClose}>
      <p>{rowsText(total, words)}</p>
      <p className={styles['q-dim']}>{words.about}</p>
      {state.kind === 'done' ? (
        <output>
          <p>{words.done(count(state.file.count), state.file.number)}</p>
          <p className={styles['q-dim']}>{words.file(state.file.filename)}</p>
        </output>
      ) : signed ? (
        <form className={detailStyles['contact-ask']} onSubmit={submit}>
          <TextField
            className={detailStyles['contact-reason']}
            autoFocus
            label={words.reason}
            labelPlace="hidden"
            placeholder={words.reason}
            value={reason}
            maxLength={200}
            onChange={setReason}
          />
          <Button type="submit" disabled={disabled}>
            {words.saveCsv}
          </Button>
          <Button disabled={disabled} onPress={() => save('xlsx')}>
            {words.saveXlsx}
          </Button>
          {state.kind === 'saving' ? <output className={styles['q-dim']}>{words.saving}</output> : null}
          {state.kind === 'failed' ? <p role="alert">{errorText(state.error)}</p> : null}
          <KeptNote at={restoredAt} onDiscard={forget} />
        </form>
      ) : (
        <Button variant="primary" onPress={() => openDialog('signIn')}>
          {words.signIn}
        </Button>
      )}
    </Dialog>
  );
}

function rowsText(total: number | null, words: (typeof exportWords)['zh' | 'en']): string {
  if (total === null) return words.waiting;
  if (total === 0) return words.none;
  if (total > EXPORT_MAX_ROWS) return words.tooMany(count(total), count(EXPORT_MAX_ROWS));
  return words.rows(count(total));
}
