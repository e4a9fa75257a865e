import type { ReactNode } from 'react';
import type { ImportJob } from '../../../shared/contract/sources.ts';
import { Accounting } from './Accounting.tsx';
import { importPercent } from './accounting.ts';
import { byteText } from './byteText.ts';
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

/** How far an import is, and its sums as they grow. */
export function ImportProgress(props: Props): ReactNode {
  const { job, words } = props;
  const percent = importPercent(job);
  return (
    <>
      <p role="status" className="import-state" data-state={job.state}>
        <span aria-hidden="true">{SHAPES[job.state]} </span>
        {words[`import_${job.state}`]}
        {job.error === null ? null : `：${job.error}`}
      </p>
      <div className="import-bar">
        <progress value={percent} max={100} aria-label={words.importing} />
        <span>{words.progress(percent, byteText(job.bytesRead), byteText(job.bytesTotal))}</span>
      </div>
      <Accounting rows={job.accounting} words={words} />
      <p className="conn-actions">
        {job.state === 'running' ? (
          <button type="button" className="plain-button" disabled={props.cancelling} onClick={props.onCancel}>
            {words.cancelImport}
          </button>
        ) : (
          <button type="button" className="conn-primary" onClick={props.onAgain}>
            {words.importAgain}
          </button>
        )}
        {job.accounting.quarantined > 0 ? (
          <button type="button" className="plain-button" onClick={() => props.onQuarantine(job.sourceId)}>
            {words.toQuarantine} →
          </button>
        ) : null}
      </p>
    </>
  );
}
