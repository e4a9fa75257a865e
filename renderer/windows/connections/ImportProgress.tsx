import type { ReactNode } from 'react';
import type { ImportJob } from '../../../shared/contract/sources.ts';
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
