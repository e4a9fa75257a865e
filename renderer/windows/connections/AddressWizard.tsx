import { type ReactNode, useState } from 'react';
import type { SentError } from '../../../shared/contract/common.ts';
import type { RestMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { createSource, preview, probe } from '../../live/queries/connections.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Disclosure } from '../../ui/kit/Disclosure.tsx';
import { toast } from '../../ui/kit/toast.ts';
import { AddressForm } from './AddressForm.tsx';
import { AdjustStep } from './AdjustStep.tsx';
import { urlProblem } from './advice.ts';
import styles from './connections.module.css';
import {
  type AddressDraft,
  EMPTY_DRAFT,
  KeptSource,
  presetMapping,
  probeRequest,
  secretOf,
} from './draft.ts';
import { LayerChoice } from './LayerChoice.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { ProbeSteps } from './ProbeSteps.tsx';
import { Problem } from './Problem.tsx';
import { RestEnvelope } from './RestEnvelope.tsx';
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

const FIRST = { draft: EMPTY_DRAFT, mapping: presetMapping(EMPTY_DRAFT.preset) };

/**
 * Wizard that adds a source by its address. All steps are on one page, so that everything typed stays visible and
 * editable, also after an error.
 */
export function AddressWizard({ keyStorage, taken, onSaved, words }: Props): ReactNode {
  const kept = useKeptState({ form: 'source-address', first: FIRST, schema: KeptSource });
  const { draft, mapping } = kept.values;
  const setMapping = (next: RestMapping): void => kept.change((before) => ({ ...before, mapping: next }));
  const [tried, setTried] = useState(false);
  const [config, setConfig] = useState<SourceConfig | null>(null);
  const probing = useTask(probe);
  const previewing = useTask(preview);
  const [previewed, setPreviewed] = useState<SourceConfig | null>(null);
  const saving = useTask(createSource);

  const change = (part: Partial<AddressDraft>): void => {
    kept.change((before) => ({
      draft: { ...before.draft, ...part },
      mapping: part.preset === undefined ? before.mapping : presetMapping(part.preset),
    }));
    // The probe's result belongs to the previous address.
    if (part.url !== undefined || part.kind !== undefined) {
      setConfig(null);
      probing.reset();
      previewing.reset();
    }
  };
  const runProbe = async (asked: AddressDraft): Promise<void> => {
    setTried(true);
    if (urlProblem(asked.url) !== null) return;
    previewing.reset();
    const report = await probing.run(probeRequest(asked, mapping));
    const found = report?.suggested ?? null;
    if (found === null || found.kind === 'file' || found.kind === 'exchange' || found.kind === 'push') return;
    // The form says what the address was recognised as.
    if (found.kind !== asked.kind)
      kept.change((before) => ({ ...before, draft: { ...before.draft, kind: found.kind } }));
    const id = taken.includes(found.id) ? freeSourceId(found.id, 'source', taken) : found.id;
    // A second probe keeps the name that was typed after the first.
    setConfig(config === null ? { ...found, id } : { ...found, id: config.id, name: config.name });
  };
  const chooseLayer = (url: string): void => {
    change({ url });
    void runProbe({ ...draft, url });
  };
  const runPreview = async (): Promise<void> => {
    if (config === null || config.kind === 'file') return;
    setPreviewed(config);
    await previewing.run({ config, secret: secretOf(draft), limit: 20 });
  };
  const save = async (): Promise<void> => {
    if (config === null || config.kind === 'file') return;
    const entry = await saving.run({ config, secret: secretOf(draft) });
    if (entry === null) return;
    kept.forget();
    toast('done', words.savedSource(entry.config.name));
    onSaved(entry.config.id);
  };
  return (
    <article className={wizardStyles['wizard']} aria-label={words.addAddress}>
      <h1>{words.addAddress}</h1>
      <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
      <WizardStep number={1} title={words.step_address} done={probing.result?.ok === true} words={words}>
        <AddressForm draft={draft} onChange={change} tried={tried} keyStorage={keyStorage} words={words} />
        {draft.kind === 'rest' ? (
          <Disclosure
            key={draft.preset}
            startOpen={draft.preset === ''}
            summary={
              <>
                {words.envelope} · {words.mapping}
              </>
            }
          >
            <RestEnvelope mapping={mapping} onChange={setMapping} words={words} />
            <MappingEditor
              mapping={mapping}
              onChange={setMapping}
              columns={null}
              proposals={[]}
              showsLocationSettings={true}
              words={words}
            />
          </Disclosure>
        ) : null}
        <Button variant="primary" disabled={probing.busy} onPress={() => void runProbe(draft)}>
          {probing.result === null ? words.probe : words.probeAgain}
        </Button>
      </WizardStep>
      {probing.busy || probing.error !== null || probing.result !== null ? (
        <WizardStep number={2} title={words.step_probe} done={probing.result?.ok === true} words={words}>
          <ProbeSteps busy={probing.busy} report={probing.result} words={words} />
          {probing.busy ? null : (
            <LayerChoice layers={probing.result?.layers ?? []} onChoose={chooseLayer} words={words} />
          )}
          <Problem error={probing.error} words={words} />
        </WizardStep>
      ) : null}
      {config === null ? null : (
        <>
          <WizardStep number={3} title={words.step_adjust} done={previewing.result !== null} words={words}>
            <AdjustStep
              config={config}
              onChange={setConfig}
              guess={probing.result?.crsGuess ?? null}
              preview={previewing.result}
              words={words}
            />
          </WizardStep>
          <WizardStep
            number={4}
            title={words.step_preview}
            done={previewing.result !== null && previewed === config}
            words={words}
          >
            <p className={styles['actions']}>
              <Button disabled={previewing.busy} onPress={() => void runPreview()}>
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
            <SaveStep config={config} onChange={setConfig} words={words} />
            <Problem error={saving.error} words={words} />
            <Button variant="primary" disabled={saving.busy} onPress={() => void save()}>
              {words.saveSource}
            </Button>
          </WizardStep>
        </>
      )}
    </article>
  );
}
