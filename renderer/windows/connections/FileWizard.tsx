import { type ReactNode, useState } from 'react';
import type { FieldMapping, UploadReport } from '../../../shared/contract/sources.ts';
import {
  cancelImport,
  sourcesChanged,
  startImport,
  uploadFile,
  useImportJob,
} from '../../live/connectionsCalls.ts';
import { TextField } from './Field.tsx';
import { FileDrop } from './FileDrop.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { missingFields } from './mappingFields.ts';
import { Problem } from './Problem.tsx';
import { freeSourceId } from './sourceId.ts';
import { useTask } from './useTask.ts';
import { WizardStep } from './WizardStep.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  taken: string[];
  onAgain: () => void;
  onQuarantine: (source: string) => void;
  words: ConnWords;
};

/** Imports a file: choose or drop it, confirm which column is what, watch it go in, see the sums. */
export function FileWizard({ taken, onAgain, onQuarantine, words }: Props): ReactNode {
  const [mapping, setMapping] = useState<FieldMapping | null>(null);
  const [name, setName] = useState('');
  const [jobId, setJobId] = useState<string | null>(null);
  const upload = useTask(uploadFile);
  const begin = useTask(startImport);
  const cancel = useTask(cancelImport);
  const job = useImportJob(jobId);
  const report = upload.result;
  const take = async (file: File): Promise<void> => {
    const found = await upload.run(file);
    if (found === null) return;
    setMapping(found.mapping);
    // Another file after an error: a name that was typed is kept.
    setName((before) => (before === '' ? file.name.replace(/\.[^.]+$/, '') : before));
  };
  const start = async (): Promise<void> => {
    if (report === null || mapping === null) return;
    const id = freeSourceId(
      name,
      `file-${report.uploadId
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .slice(0, 8)}`,
      taken,
    );
    const started = await begin.run({ uploadId: report.uploadId, sourceId: id, name: name.trim(), mapping });
    if (started === null) return;
    setJobId(started.id);
    await sourcesChanged();
  };
  const ready = mapping !== null && missingFields(mapping).length === 0 && name.trim() !== '';
  return (
    <article className="wizard" aria-label={words.addFile}>
      <h1>{words.addFile}</h1>
      <WizardStep number={1} title={words.choose} done={report !== null} words={words}>
        <FileDrop
          busy={upload.busy}
          onFile={(file) => void take(file)}
          again={report !== null}
          words={words}
        />
        {report === null ? null : <FileFacts report={report} words={words} />}
        <Problem error={upload.error} words={words} />
      </WizardStep>
      {report === null || mapping === null ? null : (
        <WizardStep number={2} title={words.confirmMapping} done={jobId !== null} words={words}>
          <MappingEditor mapping={mapping} onChange={setMapping} columns={report.columns} words={words} />
          <div className="conn-form">
            <TextField label={words.name} hint="" value={name} onChange={setName} />
          </div>
          <Problem error={begin.error} words={words} />
          <button
            type="button"
            className="conn-primary"
            disabled={!ready || begin.busy || jobId !== null}
            onClick={() => void start()}
          >
            {words.startImport}
          </button>
        </WizardStep>
      )}
      {job.data === undefined ? null : (
        <WizardStep number={3} title={words.importing} done={job.data.state === 'done'} words={words}>
          <ImportProgress
            job={job.data}
            cancelling={cancel.busy}
            onCancel={() => jobId !== null && void cancel.run(jobId).then(() => job.refetch())}
            onAgain={onAgain}
            onQuarantine={onQuarantine}
            words={words}
          />
          <Problem error={cancel.error ?? job.error} words={words} />
        </WizardStep>
      )}
    </article>
  );
}

function FileFacts({ report, words }: { report: UploadReport; words: ConnWords }): ReactNode {
  return (
    <p>
      <b>{report.filename}</b>{' '}
      <span className="conn-dim">
        {words.fileFacts(report.format.toUpperCase(), report.encoding.toUpperCase(), byteText(report.bytes))}
      </span>
    </p>
  );
}

/** `4.8 MB`; decimal units, as file managers print. */
export function byteText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
