import type { ReactNode } from 'react';
import type { SentError } from '../../../shared/contract/common.ts';
import { DialectName, ServiceKind } from '../../../shared/contract/sources.ts';
import { REST_PRESETS } from '../../../shared/source/restPresets.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { urlProblem } from './advice.ts';
import styles from './connections.module.css';
import type { AddressDraft } from './draft.ts';
import type { ConnWords } from './words.ts';

type Props = {
  draft: AddressDraft;
  onChange: (change: Partial<AddressDraft>) => void;
  /** True after the first probe: an empty field shows no error before that. */
  tried: boolean;
  /** Where a key will be stored; null: not known yet. */
  keyStorage: SentError | null;
  words: ConnWords;
};

const KINDS = ['open311', 'rest', 'soda', ...ServiceKind.options] as const;
const AUTHS = ['none', 'header', 'query', 'bearer'] as const;

/** Form for address, kind and API key of a new source. */
export function AddressForm({ draft, onChange, tried, keyStorage, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const sentText = useSentErrorText();
  const problem = urlProblem(draft.url);
  const shown =
    problem !== null && (tried || (draft.url !== '' && problem === 'urlSecret')) ? words[problem] : null;
  return (
    <div className={styles['form']}>
      <Select
        label={words.kind}
        value={draft.kind}
        options={KINDS.map((value) => ({
          value,
          label: words[`kind_${value}`],
        }))}
        onChange={(kind) => onChange({ kind })}
      />
      <TextField
        label={words.address}
        hint={words.urlHint}
        problem={shown}
        className={styles['wide']}
        inputMode="url"
        value={draft.url}
        onChange={(url) => onChange({ url })}
      />
      {draft.kind === 'open311' ? (
        <>
          <Select
            label={words.dialect}
            value={draft.dialect ?? 'auto'}
            options={[
              { value: 'auto' as const, label: words.dialectAuto },
              ...DialectName.options.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => onChange({ dialect: value === 'auto' ? null : value })}
          />
          <TextField
            label={words.jurisdiction}
            hint={words.optional}
            value={draft.jurisdiction}
            onChange={(jurisdiction) => onChange({ jurisdiction })}
          />
        </>
      ) : null}
      {draft.kind === 'rest' ? (
        <Select
          label={words.preset}
          hint={REST_PRESETS.find(({ id }) => id === draft.preset)?.note[language] ?? words.presetHint}
          value={draft.preset}
          options={[
            ...REST_PRESETS.map((preset) => ({ value: preset.id, label: preset.name[language] })),
            { value: '', label: words.presetEmpty },
          ]}
          onChange={(preset) => onChange({ preset })}
        />
      ) : null}
      <Select
        label={words.auth}
        value={draft.authIn}
        options={AUTHS.map((value) => ({ value, label: words[`auth_${value}`] }))}
        onChange={(authIn) => onChange({ authIn })}
      />
      {draft.authIn === 'header' || draft.authIn === 'query' ? (
        <TextField
          label={words.authName}
          value={draft.authName}
          onChange={(authName) => onChange({ authName })}
        />
      ) : null}
      {draft.authIn === 'none' ? null : (
        <TextField
          label={words.secret}
          hint={keyStorage === null ? '' : sentText(keyStorage)}
          type="password"
          autoComplete="new-password"
          value={draft.secret}
          onChange={(secret) => onChange({ secret })}
        />
      )}
    </div>
  );
}
