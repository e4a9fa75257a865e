import type { ReactNode } from 'react';
import type { SentError } from '../../../shared/contract/common.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { NumberField } from '../../ui/kit/NumberField.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './connections.module.css';
import type { DatabaseDraft } from './databaseDraft.ts';
import type { ConnWords } from './words.ts';

type Props = {
  draft: DatabaseDraft;
  onChange: (change: Partial<DatabaseDraft>) => void;
  /** Where the password will be stored; null: not known yet. */
  keyStorage: SentError | null;
  words: ConnWords;
};

/** Form for an exchange database (中间库): which server, as whom, and whether encrypted. */
export function DatabaseForm({ draft, onChange, keyStorage, words }: Props): ReactNode {
  const sentText = useSentErrorText();
  return (
    <div className={styles['form']}>
      <Select
        label={words.engine}
        value={draft.engine}
        options={(['postgres', 'mysql'] as const).map((value) => ({
          value,
          label: words[`engine_${value}`],
        }))}
        onChange={(engine) => onChange({ engine })}
      />
      <TextField
        label={words.host}
        hint={words.hostHint}
        value={draft.host}
        onChange={(host) => onChange({ host })}
      />
      <NumberField label={words.port} min={1} value={draft.port} onChange={(port) => onChange({ port })} />
      <TextField
        label={words.database}
        value={draft.database}
        onChange={(database) => onChange({ database })}
      />
      <TextField
        label={words.user}
        hint={words.userHint}
        value={draft.user}
        onChange={(user) => onChange({ user })}
      />
      <TextField
        label={words.password}
        hint={keyStorage === null ? '' : sentText(keyStorage)}
        type="password"
        autoComplete="new-password"
        value={draft.password}
        onChange={(password) => onChange({ password })}
      />
      <Select
        label={words.tls}
        hint={words.tlsHint}
        value={draft.tls}
        options={(['required', 'off'] as const).map((value) => ({ value, label: words[`tls_${value}`] }))}
        onChange={(tls) => onChange({ tls })}
      />
    </div>
  );
}
