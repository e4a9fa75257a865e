import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import { Crs, type SourceConfig } from '../../../shared/contract/sources.ts';
import { changeSource } from '../../live/connectionsCalls.ts';
import { NumberField, SelectField, TextField } from './Field.tsx';
import { Problem } from './Problem.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

type Props = { config: SourceConfig; onDone: () => void; words: ConnWords };

/** What may be changed of a saved source: name, interval, coordinate system, zone. */
export function SourceEdit({ config, onDone, words }: Props): ReactNode {
  const { message } = App.useApp();
  const [draft, setDraft] = useState({
    name: config.name,
    pollSeconds: config.pollSeconds,
    crs: config.crs,
    zone: config.zone,
  });
  const save = useTask(() => changeSource(config.id, { ...draft, name: draft.name.trim() }));
  return (
    <form
      className="conn-block conn-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run().then((done) => {
          if (done === null) return;
          void message.success(words.saved);
          onDone();
        });
      }}
    >
      <TextField
        label={words.name}
        hint=""
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      {config.kind === 'file' ? null : (
        <NumberField
          label={words.pollSeconds}
          hint=""
          min={1}
          nullable={false}
          value={draft.pollSeconds}
          onChange={(value) => setDraft({ ...draft, pollSeconds: value ?? draft.pollSeconds })}
        />
      )}
      <SelectField
        label={words.crs}
        hint=""
        value={draft.crs}
        options={Crs.options.map((value) => ({ value, label: words[`crs_${value}`] }))}
        onChange={(crs) => setDraft({ ...draft, crs })}
      />
      <TextField
        label={words.zone}
        hint={words.zoneHint}
        value={draft.zone}
        onChange={(zone) => setDraft({ ...draft, zone })}
      />
      <Problem error={save.error} words={words} />
      <span className="conn-actions">
        <button type="submit" className="conn-primary" disabled={save.busy || draft.name.trim() === ''}>
          {words.save}
        </button>
        <button type="button" className="plain-button" onClick={onDone}>
          {words.cancel}
        </button>
      </span>
    </form>
  );
}
