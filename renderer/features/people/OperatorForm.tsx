import type { ReactNode } from 'react';
import type { OperatorWithPosts } from '../../../shared/contract/people.ts';
import { usePack } from '../../live/queries/city.ts';
import { addOperator, changeOperator, changePin } from '../../live/queries/people.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { OtherPosts } from './OtherPosts.tsx';
import {
  draftOf,
  draftProblem,
  EMPTY_DRAFT,
  FIRST_ADMIN,
  KeptOperator,
  type OperatorDraft,
  pinProblem,
  postOf,
} from './operatorDraft.ts';
import { PinFields } from './PinFields.tsx';
import { PostFields } from './PostFields.tsx';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';
import { SavingNote } from './SavingNote.tsx';
import { useSaving } from './useSaving.ts';

type Props = {
  /** Null: a new one. */
  operator: OperatorWithPosts | null;
  /** There are no operators yet. */
  first: boolean;
  onCreated: (operator: OperatorWithPosts) => void;
  words: PeopleWords;
};

/** Name, organisation, roles and streets of an operator; for a new one the number and the PIN as well. */
export function OperatorForm({ operator, first, onCreated, words }: Props): ReactNode {
  const pack = usePack().data?.manifest;
  const isNew = operator === null;
  const kept = useKeptState({
    form: `operator:${operator?.id ?? 'new'}`,
    first: operator === null ? (first ? FIRST_ADMIN : EMPTY_DRAFT) : draftOf(operator),
    schema: KeptOperator,
  });
  const draft = kept.values;
  const saving = useSaving();
  const change = (part: Partial<OperatorDraft>): void => kept.change((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    const problem = draftProblem(draft, isNew);
    if (problem !== null) return saving.fail(problem);
    const fields = { name: draft.name.trim(), ...postOf(draft), posts: draft.posts.map(postOf) };
    if (isNew)
      await saving.run(async () => {
        const made = await addOperator(draft.id.trim(), fields, draft.pin);
        kept.forget();
        onCreated(made);
      }, 'saved');
    else if (await saving.run(() => changeOperator(draft.id, fields), 'saved')) kept.sent();
  };
  const reset = async (): Promise<void> => {
    const problem = pinProblem(draft);
    if (problem !== null) return saving.fail(problem);
    if (await saving.run(() => changePin(draft.id, null, draft.pin), 'pinReset'))
      change({ pin: '', again: '' });
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {isNew ? (
        <TextField
          label={words.id}
          labelPlace="beside"
          className={styles['field']}
          hint={words.idHint}
          value={draft.id}
          onChange={(id) => change({ id })}
        />
      ) : (
        <p className={styles['field']}>
          {words.id} <code>{draft.id}</code>
        </p>
      )}
      <TextField
        label={words.name}
        labelPlace="beside"
        className={styles['field']}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <PostFields post={draft} pack={pack} fixed={first} onChange={change} words={words} />
      {first ? null : (
        <OtherPosts posts={draft.posts} pack={pack} onChange={(posts) => change({ posts })} words={words} />
      )}
      {isNew ? <PinFields typed={draft} onChange={change} words={words} /> : null}
      <p className={styles['acts']}>
        <Button type="submit" variant="primary" disabled={saving.busy}>
          {saving.busy ? words.saving : isNew ? words.create : words.save}
        </Button>
        {operator === null ? null : (
          <Button
            disabled={saving.busy}
            hint={words.disableHint}
            onPress={() =>
              void saving.run(() => changeOperator(operator.id, { active: !operator.active }), 'saved')
            }
          >
            {operator.active ? words.disable : words.enable}
          </Button>
        )}
      </p>
      <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
      <SavingNote saving={saving} words={words} />
      {isNew ? null : (
        <fieldset className={styles['reset']}>
          <legend>{words.resetPin}</legend>
          <PinFields typed={draft} onChange={change} words={words} />
          <p className={styles['acts']}>
            <Button disabled={saving.busy} onPress={() => void reset()}>
              {words.resetPin}
            </Button>
            <small>{words.resetHint}</small>
          </p>
        </fieldset>
      )}
    </form>
  );
}
