import type { ReactNode } from 'react';
import type { ImportJob } from '../../../shared/contract/sources.ts';
import { leftOutRows } from '../../../shared/source/leftOut.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { ProgressBar } from '../../ui/kit/ProgressBar.tsx';
import { Accounting } from './Accounting.tsx';
import { importPercent } from './accounting.ts';
import { byteText } from './byteText.ts';
import styles from './connections.module.css';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  job: ImportJob;
  cancelling: boolean;
  onCancel: () => void;
  onAgain: () => void;
  onQuarantine: (source: string) => void;
  words: ConnWords;
};

const SHAPES = { running: '○', done: '✓', cancelled: '‖', failed: '×' } as const;

/** Progress and accounting of an import. */
export function ImportProgress(props: Props): ReactNode {
  const { job, words } = props;
  const marks = usePunctuation();
  const sentText = useSentErrorText();
  const percent = importPercent(job);
  return (
    <>
      <p
        role="status"
        className={wizardStyles['import-state']}
        data-part="import-state"
        data-state={job.state}
      >
        <span aria-hidden="true">{SHAPES[job.state]} </span>
        {words[`import_${job.state}`]}
        {job.error === null ? null : `${marks.colon}${sentText(job.error)}`}
      </p>
      <div className={wizardStyles['import-bar']}>
        <ProgressBar label={words.importing} percent={percent} />
        <span>{words.progress(percent, byteText(job.bytesRead), byteText(job.bytesTotal))}</span>
      </div>
      <Accounting rows={job.accounting} words={words} />
      <NotCounted job={job} words={words} />
      <p className={styles['actions']}>
        {job.state === 'running' ? (
          <Button disabled={props.cancelling} onPress={props.onCancel}>
            {words.cancelImport}
          </Button>
        ) : (
          <Button variant="primary" onPress={props.onAgain}>
            {words.importAgain}
          </Button>
        )}
        {job.accounting.quarantined > 0 ? (
          <Button onPress={() => props.onQuarantine(job.sourceId)}>{words.toQuarantine} →</Button>
        ) : null}
      </p>
    </>
  );
}

const LEFT = ['title', 'header', 'total', 'note'] as const;

/** What the accounting does not say: rows that are no cases, letters that could not be read, and what was odd about rows. */
function NotCounted({ job, words }: { job: ImportJob; words: ConnWords }): ReactNode {
  const { leftOut, lettersLost = 0, notes = [] } = job;
  const sentText = useSentErrorText();
  const marks = usePunctuation();
  const parts = LEFT.map((what) => ({ what, rows: leftOut?.[what] ?? 0 })).filter(({ rows }) => rows > 0);
  const total = leftOut === undefined ? 0 : leftOutRows(leftOut);
  return (
    <>
      {total === 0 ? null : (
        <p data-part="left-out">
          {words.leftOut(
            total,
            parts.map(({ what, rows }) => `${words[`left_${what}`]} ${rows}`).join(marks.comma),
          )}
        </p>
      )}
      {lettersLost === 0 ? null : <p data-part="letters-lost">{words.lettersLost(lettersLost)}</p>}
      {notes.length === 0 ? null : (
        <div data-part="import-notes">
          <p>{words.storedWithNotes}</p>
          <ul className={wizardStyles['import-notes']}>
            {notes.map(({ note, rows }) => (
              <li key={`${note.code} ${note.message}`}>
                <b>{words.noteRows(rows)}</b> {sentText(note)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
