import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { type BasemapConfig, BasemapDatum } from '../../../../shared/contract/basemaps.ts';
import { useWords } from '../../../base/words.ts';
import { saveBasemap } from '../../../live/queries/basemaps.ts';
import { useKeptState } from '../../../ui/drafts/useKeptState.ts';
import { Checkbox } from '../../../ui/kit/Checkbox.tsx';
import { Select } from '../../../ui/kit/Select.tsx';
import { TextField } from '../../../ui/kit/TextField.tsx';
import { toast } from '../../../ui/kit/toast.ts';
import styles from '../connections.module.css';
import { FormEnd } from '../FormEnd.tsx';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import type { BasemapPageWords } from './basemapPageWords.ts';

/** What is typed; a new key is never kept. */
const Typed = z.object({
  name: z.string().max(100),
  attribution: z.string().max(300),
  approval: z.string().max(300),
  datum: BasemapDatum,
  imagery: z.boolean(),
});

type Props = {
  config: BasemapConfig;
  /** Whether a new key may be typed here. */
  asksKey: boolean;
  /** A key that was typed already. */
  secret?: string | null;
  onDone: () => void;
  words: BasemapPageWords;
};

/** Name, attribution, 审图号 and datum of a base map, before it is saved. */
export function BasemapForm({ config, asksKey, secret = null, onDone, words }: Props): ReactNode {
  const conn = useWords(connWords);
  const { name, attribution, approval, datum, imagery } = config;
  const kept = useKeptState({
    form: `basemap:${config.id}`,
    first: { name, attribution, approval, datum, imagery },
    schema: Typed,
  });
  const { values } = kept;
  const [newKey, setNewKey] = useState('');
  const save = useTask(() =>
    saveBasemap({ config: { ...config, ...values }, secret: newKey === '' ? secret : newKey }),
  );
  const set = (changed: Partial<z.infer<typeof Typed>>): void =>
    kept.change((before) => ({ ...before, ...changed }));
  return (
    <form
      className={styles['form']}
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
      <TextField label={words.name} maxLength={100} value={values.name} onChange={(name) => set({ name })} />
      <TextField
        label={words.attribution}
        hint={words.attributionHint}
        maxLength={300}
        value={values.attribution}
        onChange={(attribution) => set({ attribution })}
      />
      <TextField
        label={words.approval}
        hint={words.approvalHint}
        maxLength={300}
        value={values.approval}
        onChange={(approval) => set({ approval })}
      />
      <Select
        label={words.datum}
        value={values.datum}
        options={BasemapDatum.options.map((value) => ({ value, label: words[`datum_${value}`] }))}
        onChange={(datum) => set({ datum })}
      />
      <Checkbox checked={values.imagery} onChange={(imagery) => set({ imagery })}>
        {words.imagery}
      </Checkbox>
      {asksKey ? (
        <TextField
          label={words.key}
          hint={words.newKeyHint}
          type="password"
          autoComplete="new-password"
          value={newKey}
          onChange={setNewKey}
        />
      ) : null}
      <FormEnd
        kept={kept}
        error={save.error}
        canSave={!save.busy && values.name.trim() !== ''}
        onCancel={onDone}
        words={conn}
      />
    </form>
  );
}
