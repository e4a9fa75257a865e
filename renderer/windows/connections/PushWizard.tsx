import { type ReactNode, useState } from 'react';
import { SourceId } from '../../../shared/contract/sources.ts';
import { createSource, newPushKey } from '../../live/queries/connections.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { toast } from '../../ui/kit/toast.ts';
import styles from './connections.module.css';
import { MappingEditor } from './MappingEditor.tsx';
import { missingFields } from './mappingFields.ts';
import { Problem } from './Problem.tsx';
import { PushKeyOnce } from './PushKeyOnce.tsx';
import { EMPTY_PUSH, PushDraft, pushConfig } from './pushDraft.ts';
import { freeSourceId } from './sourceId.ts';
import { useTask } from './useTask.ts';
import { WizardStep } from './WizardStep.tsx';
import wizardStyles from './wizard.module.css';
import type { ConnWords } from './words.ts';

type Props = { taken: string[]; onSaved: (id: string) => void; words: ConnWords };

/** Wizard that adds a system that pushes its rows (推送), and shows its address and key once. */
export function PushWizard({ taken, onSaved, words }: Props): ReactNode {
  const first = { ...EMPTY_PUSH, id: freeSourceId('push', 'push', taken) };
  const kept = useKeptState({ form: 'source-push', first, schema: PushDraft });
  const draft = kept.values;
  const change = (part: Partial<PushDraft>): void => kept.change((before) => ({ ...before, ...part }));
  const [saved, setSaved] = useState<string | null>(null);
  const saving = useTask(createSource);
  const making = useTask(newPushKey);
  const badId = SourceId.safeParse(draft.id).success ? null : words.sourceIdHint;
  const lacks = missingFields(draft.mapping).length > 0;
  const save = async (): Promise<void> => {
    // A key that could not be made is asked for again without saving twice.
    if (saved === null) {
      const entry = await saving.run({ config: pushConfig(draft) });
      if (entry === null) return;
      setSaved(entry.config.id);
    }
    await making.run(saved ?? draft.id);
  };
  const made = making.result;
  return (
    <article className={wizardStyles['wizard']} aria-label={words.addPush}>
      <h1>{words.addPush}</h1>
      <p className={styles['dim']}>{words.pushIntro}</p>
      {made === null ? <KeptNote at={kept.restoredAt} onDiscard={kept.forget} /> : null}
      {made === null ? (
        <WizardStep number={1} title={words.step_push} done={false} words={words}>
          <div className={styles['form']}>
            <TextField label={words.name} value={draft.name} onChange={(name) => change({ name })} />
            <TextField
              label={words.sourceId}
              hint={words.sourceIdHint}
              problem={badId}
              value={draft.id}
              onChange={(id) => change({ id })}
            />
            <NumberField
              label={words.heartbeat}
              hint={words.heartbeatHint}
              min={1}
              value={draft.heartbeat}
              onChange={(heartbeat) => change({ heartbeat: heartbeat ?? draft.heartbeat })}
            />
            <TextField
              label={words.pushRowsPath}
              hint={words.pushRowsPathHint}
              value={draft.rowsPath}
              onChange={(rowsPath) => change({ rowsPath })}
            />
          </div>
          <MappingEditor
            mapping={draft.mapping}
            onChange={(mapping) => change({ mapping })}
            columns={null}
            proposals={[]}
            showsLocationSettings={true}
            words={words}
          />
          <Problem error={saving.error ?? making.error} words={words} />
          <Button
            variant="primary"
            disabled={saving.busy || making.busy || lacks || badId !== null || draft.name.trim() === ''}
            onPress={() => void save()}
          >
            {words.createPush}
          </Button>
        </WizardStep>
      ) : (
        <WizardStep number={2} title={words.step_key} done={false} words={words}>
          <PushKeyOnce made={made} words={words} />
          <Button
            variant="primary"
            onPress={() => {
              kept.forget();
              toast('done', words.savedPush(draft.name));
              onSaved(saved ?? draft.id);
            }}
          >
            {words.pushKeyKept}
          </Button>
        </WizardStep>
      )}
    </article>
  );
}
