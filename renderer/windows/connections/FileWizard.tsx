import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ImportPreviewReport } from '../../../shared/contract/importPreview.ts';
import type { FieldMapping, UploadReport } from '../../../shared/contract/sources.ts';
import { withKeptWords } from '../../../shared/source/keptWords.ts';
import { LIST_ENDINGS } from '../../../shared/source/listEndings.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useSources } from '../../live/queries/city.ts';
import {
  cancelImport,
  invalidateSources,
  startImport,
  uploadFile,
  uploadSheet,
  useImportJob,
} from '../../live/queries/connections.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { FileField } from '../../ui/kit/FileField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { byteText } from './byteText.ts';
import { CheckReport } from './CheckReport.tsx';
import { CheckSummary } from './CheckSummary.tsx';
import checkStyles from './check.module.css';
import styles from './connections.module.css';
import { IdColumns } from './IdColumns.tsx';
import { ImportHistory } from './ImportHistory.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { missingFields } from './mappingFields.ts';
import { Problem } from './Problem.tsx';
import { freeSourceId } from './sourceId.ts';
import { UnmappedColumns } from './UnmappedColumns.tsx';
import { useImportCheck } from './useImportCheck.ts';
import { useTask } from './useTask.ts';
import { type WholeChoice, WholeOption } from './WholeOption.tsx';
import { WizardStep } from './WizardStep.tsx';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  taken: string[];
  /** Existing file sources: a newer export of the same list is imported into its source. */
  files: { id: string; name: string }[];
  onAgain: () => void;
  onQuarantine: (source: string) => void;
  words: ConnWords;
};

/** Wizard that imports a file: choose it, confirm the mapping, follow the progress, check the accounting. */
export function FileWizard({ taken, files, onAgain, onQuarantine, words }: Props): ReactNode {
  const [mapping, setMapping] = useState<FieldMapping | null>(null);
  const [name, setName] = useState('');
  const [targetId, setTargetId] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [whole, setWhole] = useState<WholeChoice>({ kind: 'off' });
  const upload = useTask(uploadFile);
  const starting = useTask(startImport);
  const cancel = useTask(cancelImport);
  const job = useImportJob(jobId);
  const state = job.data?.state;
  // The list of sources shows what came in as soon as the import says so.
  useEffect(() => {
    if (state !== undefined && state !== 'running') void invalidateSources();
  }, [state]);
  const otherSheet = useTask(uploadSheet);
  const [report, setReport] = useState<UploadReport | null>(null);
  const [chosen, setChosen] = useState<File | null>(null);
  const sources = useSources().data?.sources ?? [];
  // What was decided for an earlier list of the source is not asked again.
  const keptFor = (id: string | null, found: FieldMapping, { columns }: UploadReport): FieldMapping => {
    const config = sources.find((source) => source.config.id === id)?.config;
    if (config?.kind !== 'file') return found;
    return withKeptWords(
      found,
      config.mapping,
      columns.map((column) => column.name),
    );
  };
  const chooseTarget = (id: string): void => {
    setTargetId(id === '' ? null : id);
    if (id !== '' && report !== null && mapping !== null) setMapping(keptFor(id, mapping, report));
  };
  const chooseFile = async (file: File): Promise<void> => {
    setChosen(file);
    const found = await upload.run(file);
    setReport(found);
    if (found === null) return;
    const stem = file.name.replace(/\.[^.]+$/, '');
    const known = files.find((source) => source.name === stem)?.id ?? null;
    setTargetId(known);
    setMapping(keptFor(known, found.mapping, found));
    // A name that was typed is kept when another file is chosen after an error.
    setName((before) => (before === '' ? stem : before));
  };
  const chooseSheet = async (sheet: string): Promise<void> => {
    if (report === null) return;
    const found = await otherSheet.run(report.uploadId, sheet);
    if (found === null) return;
    setReport({ ...found, filename: report.filename });
    setMapping(keptFor(targetId, found.mapping, found));
  };
  const start = async (): Promise<void> => {
    if (report === null || mapping === null) return;
    const { uploadId } = report;
    const fallback = `file-${uploadId
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 8)}`;
    const target = files.find((source) => source.id === targetId) ?? {
      id: freeSourceId(name, fallback, taken),
      name: name.trim(),
    };
    const closing =
      targetId !== null && whole.kind === 'confirmed' ? { whole: { closes: whole.closes } } : {};
    const request = { uploadId, sourceId: target.id, name: target.name, mapping, ...closing };
    const started = await starting.run(request);
    if (started === null) return;
    setJobId(started.id);
    await invalidateSources();
  };
  const check = useImportCheck(
    report === null || mapping === null ? null : { uploadId: report.uploadId, mapping, sourceId: targetId },
  );
  const checkPlace = useRef<HTMLDivElement>(null);
  const unmapped = check.isStale ? 0 : unmappedIn(check.reading?.report ?? null);
  const hasName = targetId !== null || name.trim() !== '';
  const isWholeOpen = targetId !== null && whole.kind === 'unconfirmed';
  const ready = mapping !== null && missingFields(mapping).length === 0 && hasName && !isWholeOpen;
  return (
    <article className={wizardStyles['wizard']} aria-label={words.addFile}>
      <h1>{words.addFile}</h1>
      <WizardStep number={1} title={words.choose} done={report !== null} words={words}>
        <FileChooser
          busy={upload.busy}
          onFile={(file) => void chooseFile(file)}
          again={report !== null}
          words={words}
        />
        {report === null || mapping === null ? null : (
          <FileFacts
            report={report}
            sheet={mapping.sheet ?? null}
            onSheet={jobId === null ? (sheet) => void chooseSheet(sheet) : null}
            words={words}
          />
        )}
        <Problem error={upload.error ?? otherSheet.error} words={words} />
        {upload.error === null || chosen === null ? null : (
          <Button disabled={upload.busy} onPress={() => void chooseFile(chosen)}>
            {words.uploadAgain(chosen.name)}
          </Button>
        )}
      </WizardStep>
      {report === null || mapping === null ? null : (
        <WizardStep number={2} title={words.confirmMapping} done={jobId !== null} words={words}>
          <CheckSummary
            check={check}
            onSee={() => checkPlace.current?.scrollIntoView({ block: 'start' })}
            words={words}
          />
          <MappingEditor
            mapping={mapping}
            onChange={setMapping}
            columns={report.columns}
            proposals={report.proposals}
            showsLocationSettings={true}
            words={words}
          />
          <IdColumns report={report} mapping={mapping} onChange={setMapping} words={words} />
          <UnmappedColumns columns={report.columns} mapping={mapping} words={words} />
        </WizardStep>
      )}
      {report === null || mapping === null ? null : (
        <WizardStep number={3} title={words.check} done={jobId !== null} words={words}>
          <div ref={checkPlace} className={checkStyles['place']} />
          <CheckReport check={check} mapping={mapping} onChange={setMapping} words={words} />
          <div className={styles['form']}>
            {files.length === 0 ? null : (
              <Select
                label={words.importInto}
                hint={words.importIntoHint}
                value={targetId ?? ''}
                options={[
                  { value: '', label: words.importNew },
                  ...files.map((source) => ({ value: source.id, label: source.name })),
                ]}
                onChange={chooseTarget}
              />
            )}
            {targetId === null ? <TextField label={words.name} value={name} onChange={setName} /> : null}
          </div>
          {targetId === null ? null : (
            <WholeOption
              uploadId={report.uploadId}
              sourceId={targetId}
              mapping={mapping}
              disabled={jobId !== null}
              onChange={setWhole}
              words={words}
            />
          )}
          <Problem error={starting.error} words={words} />
          <Button
            variant="primary"
            disabled={!ready || starting.busy || jobId !== null}
            onPress={() => void start()}
          >
            {unmapped === 0 ? words.startImport : words.startDespite(unmapped)}
          </Button>
        </WizardStep>
      )}
      {job.data === undefined ? null : (
        <WizardStep number={4} title={words.importing} done={job.data.state === 'done'} words={words}>
          <ImportProgress
            job={job.data}
            cancelling={cancel.busy}
            onCancel={() => jobId !== null && void cancel.run(jobId).then(() => job.refetch())}
            onAgain={onAgain}
            onQuarantine={onQuarantine}
            words={words}
          />
          {job.data.state === 'running' ? null : (
            <ImportHistory source={job.data.sourceId} only={job.data.id} words={words} />
          )}
          <Problem error={cancel.error ?? job.error} words={words} />
        </WizardStep>
      )}
    </article>
  );
}

function unmappedIn(report: ImportPreviewReport | null): number {
  if (report === null) return 0;
  const { words, categories } = report.tally;
  return [...words, ...categories].filter(({ unknown }) => unknown).length;
}

/** What the file is, what of it is no data, and which sheet is read. `onSheet` null: the import has begun. */
function FileFacts(props: {
  report: UploadReport;
  sheet: string | null;
  onSheet: ((sheet: string) => void) | null;
  words: ConnWords;
}): ReactNode {
  const { report, sheet, onSheet, words } = props;
  const marks = usePunctuation();
  const isWorkbook = ['xlsx', 'xls', 'ods'].includes(report.format);
  const format = isWorkbook ? words.workbook : report.format.toUpperCase();
  const facts = [format, report.encoding.toUpperCase(), byteText(report.bytes)].filter((fact) => fact !== '');
  return (
    <>
      <p>
        <b>{report.filename}</b> <span className={styles['dim']}>{facts.join(' · ')}</span>
      </p>
      {report.titles.length === 0 ? null : (
        <p className={styles['dim']} data-part="above-table">
          {words.aboveTable(report.titles.length)}
          {marks.colon}
          {report.titles.join(' / ')}
        </p>
      )}
      {report.sheets.length < 2 ? null : (
        <div className={styles['form']}>
          <Select
            label={words.sheet}
            hint={words.sheetHint}
            disabled={onSheet === null}
            value={sheet ?? ''}
            options={report.sheets.map(({ name, hidden }) => ({
              value: name,
              label: hidden ? words.hiddenSheet(name) : name,
            }))}
            onChange={(name) => onSheet?.(name)}
          />
        </div>
      )}
    </>
  );
}

type DropProps = { busy: boolean; again: boolean; onFile: (file: File) => void; words: ConnWords };

/** Field for a file that is chosen from disk or dropped. */
function FileChooser({ busy, again, onFile, words }: DropProps): ReactNode {
  return (
    <FileField
      label={busy ? words.reading : again ? words.otherFile : words.choose}
      accept={LIST_ENDINGS}
      multiple={false}
      variant="primary"
      disabled={busy}
      onFiles={([file]) => {
        if (file !== undefined) onFile(file);
      }}
    >
      <span>{words.drop}</span>
      <p className={classes(styles['dim'], wizardStyles['file-kinds'])}>{words.fileKinds}</p>
    </FileField>
  );
}
