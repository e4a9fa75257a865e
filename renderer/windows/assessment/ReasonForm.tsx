import type { ReactNode } from 'react';
import { z } from 'zod';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './assessment.module.css';
import type { AssessmentWords } from './words.ts';

const Typed = z.object({ caseId: z.string().max(300), reason: z.string().max(500) });
const SHORTEST = 4;

type Props = {
  /** Names what is typed, until it is sent. */
  form: string;
  /** Whether a case is to be named. */
  withCase: boolean;
  busy: boolean;
  acts: readonly {
    label: string;
    danger: boolean;
    run: (typed: { caseId: string; reason: string }) => void;
  }[];
  words: AssessmentWords;
};

/** A reason, and the case that it is about. What is typed is kept until it is sent. */
export function ReasonForm({ form, withCase, busy, acts, words }: Props): ReactNode {
  const { values, change, restoredAt, forget, sent } = useKeptState({
    ...{ form: `assessment:${form}`, first: { caseId: '', reason: '' }, schema: Typed },
  });
  const isReady = values.reason.trim().length >= SHORTEST && (!withCase || values.caseId.trim() !== '');
  return (
    <div className={styles['form']}>
      <KeptNote at={restoredAt} onDiscard={forget} />
      {withCase ? (
        <TextField
          label={words.caseId}
          hint={words.caseHint}
          maxLength={300}
          value={values.caseId}
          onChange={(caseId) => change((before) => ({ ...before, caseId }))}
        />
      ) : null}
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        maxLength={500}
        value={values.reason}
        onChange={(reason) => change((before) => ({ ...before, reason }))}
      />
      <span className={styles['acts']}>
        {acts.map(({ label, danger, run }) => (
          <Button
            key={label}
            variant={danger ? 'danger' : 'plain'}
            disabled={busy}
            disabledReason={isReady ? null : words.reasonHint}
            onPress={() => {
              run({ caseId: values.caseId.trim(), reason: values.reason.trim() });
              sent();
            }}
          >
            {label}
          </Button>
        ))}
      </span>
    </div>
  );
}
