import { type ReactNode, useState } from 'react';
import { handleSessionEnd } from '../../live/client/session.ts';
import { changePin } from '../../live/queries/people.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { pinProblem } from './operatorDraft.ts';
import { PinFields } from './PinFields.tsx';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';
import { SavingNote } from './SavingNote.tsx';
import { useSaving } from './useSaving.ts';

type Props = { operator: string; words: PeopleWords; onChanged: () => void };

/** Changes the operator's own PIN. All sessions end, so that the new PIN is tried at once. */
export function OwnPin({ operator, words, onChanged }: Props): ReactNode {
  const [draft, setDraft] = useState({ current: '', pin: '', again: '' });
  const saving = useSaving();
  const save = async (): Promise<void> => {
    if (draft.current === '') return saving.fail('current');
    const problem = pinProblem(draft);
    if (problem !== null) return saving.fail(problem);
    if (!(await saving.run(() => changePin(operator, draft.current, draft.pin), 'pinChanged'))) return;
    setDraft({ current: '', pin: '', again: '' });
    handleSessionEnd();
    onChanged();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={words.current}
        labelPlace="beside"
        className={styles['field']}
        type="password"
        inputMode="numeric"
        value={draft.current}
        onChange={(current) => setDraft({ ...draft, current })}
      />
      <PinFields
        typed={draft}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        words={words}
      />
      <p className={styles['acts']}>
        <Button type="submit" variant="primary" disabled={saving.busy}>
          {saving.busy ? words.saving : words.changePin}
        </Button>
      </p>
      <SavingNote saving={saving} words={words} />
    </form>
  );
}
