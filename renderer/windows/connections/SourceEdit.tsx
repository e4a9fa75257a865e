import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { Crs, RestMapping, SourceConfig, type SourcePatch } from '../../../shared/contract/sources.ts';
import { changeSource } from '../../live/queries/connections.ts';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { classes } from '../../ui/kit/classes.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { toast } from '../../ui/kit/toast.ts';
import styles from './connections.module.css';
import { crsChoices } from './crsNames.ts';
import { mappingOf } from './draft.ts';
import { FormEnd } from './FormEnd.tsx';
import { ReadingSettings } from './ReadingSettings.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

type Props = { config: SourceConfig; onDone: () => void; words: ConnWords };

/** What is typed; `read` null: how the answers are read is not changed. The new key is never kept. */
const Edited = z.object({
  draft: z.object({
    name: z.string().max(500),
    pollSeconds: z.number(),
    crs: Crs,
    zone: z.string().max(100),
  }),
  read: SourceConfig.nullable(),
});
type Edited = z.infer<typeof Edited>;

/** Form that changes a saved source. Address, kind and id are fixed. */
export function SourceEdit({ config, onDone, words }: Props): ReactNode {
  const { name, pollSeconds, crs, zone } = config;
  const kept = useKeptState<Edited>({
    form: `source-edit:${config.id}`,
    first: { draft: { name, pollSeconds, crs, zone }, read: null },
    schema: Edited,
  });
  const { draft } = kept.values;
  const read = kept.values.read ?? config;
  const setDraft = (next: Edited['draft']): void => kept.change((before) => ({ ...before, draft: next }));
  const [secret, setSecret] = useState('');
  const save = useTask(() =>
    changeSource(config.id, {
      ...draft,
      ...readingChange(config, read),
      ...(secret === '' ? {} : { secret }),
      name: draft.name.trim(),
    }),
  );
  return (
    <form
      className={classes(styles['block'], styles['form'])}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run().then((done) => {
          if (done === null) return;
          kept.forget();
          toast('done', words.saved);
          onDone();
        });
      }}
    >
      <TextField label={words.name} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
      {config.kind === 'file' ? null : (
        <NumberField
          label={config.kind === 'push' ? words.heartbeat : words.pollSeconds}
          min={1}
          value={draft.pollSeconds}
          onChange={(value) => setDraft({ ...draft, pollSeconds: value ?? draft.pollSeconds })}
        />
      )}
      <Select
        label={words.crs}
        value={draft.crs}
        options={crsChoices(draft.crs, words)}
        onChange={(crs) => setDraft({ ...draft, crs })}
      />
      <TextField
        label={words.zone}
        hint={words.zoneHint}
        value={draft.zone}
        onChange={(zone) => setDraft({ ...draft, zone })}
      />
      {config.auth.in === 'none' && config.kind !== 'exchange' ? null : (
        <TextField
          label={config.kind === 'exchange' ? words.newPassword : words.newKey}
          hint={config.kind === 'exchange' ? words.newPasswordHint : words.newKeyHint}
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={setSecret}
        />
      )}
      <div className={styles['span']}>
        <ReadingSettings
          config={read}
          onChange={(next) => kept.change((before) => ({ ...before, read: next }))}
          words={words}
        />
        {read === config && draft.crs === config.crs && draft.zone === config.zone ? null : (
          <p data-tone="late">◆ {words.rereadHint}</p>
        )}
      </div>
      <FormEnd
        kept={kept}
        error={save.error}
        canSave={!save.busy && draft.name.trim() !== ''}
        onCancel={onDone}
        words={words}
      />
    </form>
  );
}

/** The changed mapping or dialect as a patch; empty when neither was changed. */
function readingChange(before: SourceConfig, after: SourceConfig): SourcePatch {
  if (before === after) return {};
  if (after.kind === 'open311') return { dialect: after.dialect };
  return { mapping: RestMapping.parse(mappingOf(after)) };
}
