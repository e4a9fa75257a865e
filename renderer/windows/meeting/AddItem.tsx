import type { ReactNode } from 'react';
import { z } from 'zod';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import { useUnits } from './useUnits.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

const Values = z.object({ problem: z.string().max(300), lead: z.string().max(60) });

/** Brings an item up (提议题), beforehand or during the meeting. */
export function AddItem(props: {
  meeting: string;
  state: MeetingWindowState;
  onClose: () => void;
}): ReactNode {
  const { state, onClose } = props;
  const words = useWords(windowWords);
  const errorText = useErrorText();
  const { owners, unitOf } = useUnits();
  const form = useKeptState({
    form: `meeting-item-${props.meeting}`,
    first: { problem: '', lead: '' },
    schema: Values,
  });
  const { problem, lead } = form.values;
  const submit = async (): Promise<void> => {
    if (problem.trim() === '') return;
    const added = { type: 'add-item', problem, subject: null, place: null, lead: unitOf(lead) } as const;
    if (!(await state.step(added))) return;
    form.forget();
    onClose();
  };
  return (
    <Dialog
      title={words.addItem}
      onClose={onClose}
      part="m-add-dialog"
      footer={
        <>
          <Button variant="primary" kbd="Enter" onPress={() => void submit()}>
            {words.add}
          </Button>
          <Button kbd="Esc" onPress={onClose}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <TextField
          label={words.problem}
          hint={words.problemHint}
          value={problem}
          maxLength={300}
          autoFocus
          onChange={(text) => form.change((before) => ({ ...before, problem: text }))}
          onEnter={() => void submit()}
        />
        <Select
          label={words.unit}
          value={lead}
          options={[{ value: '', label: words.noUnit }, ...owners]}
          onChange={(value) => form.change((before) => ({ ...before, lead: value }))}
        />
        {state.error === null ? null : <ErrorLine>{errorText(state.error)}</ErrorLine>}
      </div>
    </Dialog>
  );
}
