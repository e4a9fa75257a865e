import { type ReactNode, useState } from 'react';
import type { SentError } from '../../../shared/contract/common.ts';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { createSource, preview, probeExchange } from '../../live/queries/connections.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { toast } from '../../ui/kit/toast.ts';
import { CrsSettings } from './CrsSettings.tsx';
import styles from './connections.module.css';
import { DatabaseForm } from './DatabaseForm.tsx';
import { DatabaseReading } from './DatabaseReading.tsx';
import {
  DatabaseDraft,
  EMPTY_DATABASE,
  passwordOf,
  targetOf,
  viewOf,
  viewValue,
  withChange,
} from './databaseDraft.ts';
import { missingFields } from './mappingFields.ts';
import { PreviewTable } from './PreviewTable.tsx';
import { ProbeSteps } from './ProbeSteps.tsx';
import { Problem } from './Problem.tsx';
import { SaveStep } from './SaveStep.tsx';
import { freeSourceId } from './sourceId.ts';
import { useTask } from './useTask.ts';
import { WizardStep } from './WizardStep.tsx';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  keyStorage: SentError | null;
  taken: string[];
  onSaved: (id: string) => void;
  words: ConnWords;
};
type ExchangeConfig = Extract<SourceConfig, { kind: 'exchange' }>;

/** Wizard that adds a view of an exchange database (中间库): sign in, choose a view, check, preview, save. */
export function DatabaseWizard({ keyStorage, taken, onSaved, words }: Props): ReactNode {
  const kept = useKeptState({ form: 'source-database', first: EMPTY_DATABASE, schema: DatabaseDraft });
  const draft = kept.values;
  const { open, close } = usePunctuation();
  const [view, setView] = useState('');
  const [config, setConfig] = useState<ExchangeConfig | null>(null);
  const [previewed, setPreviewed] = useState<ExchangeConfig | null>(null);
  const probing = useTask(probeExchange);
  const previewing = useTask(preview);
  const saving = useTask(createSource);
  const target = targetOf(draft);
  const report = probing.result;

  const change = (part: Partial<DatabaseDraft>): void => {
    kept.change((before) => withChange(before, part));
    // What was found belongs to the database as it was typed before.
    setConfig(null);
    setView('');
    probing.reset();
    previewing.reset();
  };
  const look = async (chosen: string): Promise<void> => {
    if (target === null) return;
    previewing.reset();
    setConfig(null);
    const request = { target, secret: passwordOf(draft), view: viewOf(report, chosen) };
    const found = (await probing.run(request))?.suggested ?? null;
    if (found?.kind !== 'exchange') return;
    setConfig({
      ...found,
      id: taken.includes(found.id) ? freeSourceId(found.id, 'database', taken) : found.id,
    });
  };
  /** Another view is not what was found of the one before. */
  const chooseView = (next: string): void => {
    setView(next);
    setConfig(null);
    previewing.reset();
  };
  const runPreview = async (): Promise<void> => {
    if (config === null) return;
    setPreviewed(config);
    await previewing.run({ config, secret: passwordOf(draft), limit: 20 });
  };
  const save = async (): Promise<void> => {
    if (config === null) return;
    const entry = await saving.run({ config, secret: passwordOf(draft) });
    if (entry === null) return;
    kept.forget();
    toast('done', words.savedSource(entry.config.name));
    onSaved(entry.config.id);
  };
  const lacks = config !== null && missingFields(config.mapping).length > 0;
  return (
    <article className={wizardStyles['wizard']} aria-label={words.addDatabase}>
      <h1>{words.addDatabase}</h1>
      <p className={styles['dim']}>{words.databaseHint}</p>
      <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
      <WizardStep
        number={1}
        title={words.step_database}
        done={report !== null && report.views.length > 0}
        words={words}
      >
        <DatabaseForm draft={draft} onChange={change} keyStorage={keyStorage} words={words} />
        <Button variant="primary" disabled={probing.busy || target === null} onPress={() => void look('')}>
          {report === null ? words.probe : words.probeAgain}
        </Button>
      </WizardStep>
      {probing.busy || probing.error !== null || report !== null ? (
        <WizardStep
          number={2}
          title={words.step_view}
          done={report?.ok === true && config !== null}
          words={words}
        >
          <ProbeSteps
            busy={probing.busy}
            report={report === null ? null : { ...report, services: null }}
            words={words}
          />
          <Problem error={probing.error} words={words} />
          {report === null || report.views.length === 0 ? null : (
            <div className={styles['form']}>
              <Select
                label={words.view}
                value={view}
                options={[
                  { value: '', label: words.viewNone },
                  ...report.views.map((one) => ({
                    value: viewValue(one),
                    label: `${viewValue(one)}${open}${words[`viewKind_${one.kind}`]}${close}`,
                  })),
                ]}
                onChange={chooseView}
              />
              <span className={styles['actions']}>
                <Button
                  variant="primary"
                  disabled={probing.busy || view === ''}
                  onPress={() => void look(view)}
                >
                  {words.lookAtView}
                </Button>
              </span>
            </div>
          )}
        </WizardStep>
      ) : null}
      {config === null || report === null ? null : (
        <>
          <WizardStep number={3} title={words.step_adjust} done={previewing.result !== null} words={words}>
            <CrsSettings
              config={config}
              onChange={(next) => next.kind === 'exchange' && setConfig(next)}
              guess={report.crsGuess}
              preview={previewing.result}
              words={words}
            />
            <DatabaseReading config={config} onChange={setConfig} report={report} words={words} />
          </WizardStep>
          <WizardStep
            number={4}
            title={words.step_preview}
            done={previewing.result !== null && previewed === config}
            words={words}
          >
            <p className={styles['actions']}>
              <Button disabled={previewing.busy || lacks} onPress={() => void runPreview()}>
                {previewing.busy ? words.previewing : words.preview}
              </Button>
              {previewing.result !== null && previewed !== config ? (
                <span data-tone="late">◆ {words.previewStale}</span>
              ) : null}
            </p>
            <Problem error={previewing.error} words={words} />
            {previewing.result === null ? null : (
              <PreviewTable report={previewing.result} zone={config.zone} words={words} />
            )}
          </WizardStep>
          <WizardStep number={5} title={words.step_save} done={false} words={words}>
            <SaveStep
              config={config}
              onChange={(next) => next.kind === 'exchange' && setConfig(next)}
              words={words}
            />
            <Problem error={saving.error} words={words} />
            {lacks ? <p data-tone="late">◆ {words.mappingMissing}</p> : null}
            <Button variant="primary" disabled={saving.busy || lacks} onPress={() => void save()}>
              {words.saveSource}
            </Button>
          </WizardStep>
        </>
      )}
    </article>
  );
}
