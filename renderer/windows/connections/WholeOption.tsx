import { type ReactNode, useEffect, useState } from 'react';
import type { WholeCount } from '../../../shared/contract/imports.ts';
import type { FieldMapping } from '../../../shared/contract/sources.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useSentErrorText } from '../../live/client/errorText.ts';
import { wholeCount } from '../../live/queries/imports.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import styles from './connections.module.css';
import { historyWords } from './historyWords.ts';
import { Problem } from './Problem.tsx';
import { useTask } from './useTask.ts';
import type { ConnWords } from './words.ts';

/** A list that is imported as it is (`off`), or as a whole one once its number is confirmed. */
export type WholeChoice = { kind: 'off' } | { kind: 'unconfirmed' } | { kind: 'confirmed'; closes: number };

type Props = {
  uploadId: string;
  sourceId: string;
  mapping: FieldMapping;
  disabled: boolean;
  onChange: (choice: WholeChoice) => void;
  words: ConnWords;
};

/**
 * Declares a list whole (整表): counts how many cases would be closed, and has the number confirmed. It is counted when the
 * choice is made, and again when it is asked for: each count reads the file and stands in the audit.
 */
export function WholeOption({ uploadId, sourceId, mapping, disabled, onChange, words }: Props): ReactNode {
  const own = useWords(historyWords);
  const [chosen, setChosen] = useState(false);
  const [counted, setCounted] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const count = useTask(wholeCount);
  const key = JSON.stringify([uploadId, sourceId, mapping]);
  const isCurrent = counted === key;
  // Another mapping or source is another number, which nobody has confirmed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: by what is counted (key)
  useEffect(() => {
    setConfirmed(false);
    onChange({ kind: chosen ? 'unconfirmed' : 'off' });
  }, [chosen, key, onChange]);
  const run = (): void => {
    setCounted(key);
    void count.run(uploadId, { sourceId, mapping });
  };
  const choose = (yes: boolean): void => {
    setChosen(yes);
    if (yes) run();
  };
  const confirm = (yes: boolean, closes: number): void => {
    setConfirmed(yes);
    onChange(yes ? { kind: 'confirmed', closes } : { kind: 'unconfirmed' });
  };
  return (
    <div className={styles['checks']} data-part="whole-option">
      <Checkbox checked={chosen} onChange={choose} disabled={disabled} part="whole">
        {own.whole}
      </Checkbox>
      <p className={styles['dim']}>{own.wholeHint}</p>
      {chosen && count.busy ? <p role="status">{own.counting}</p> : null}
      {chosen && !count.busy && isCurrent && count.result !== null ? (
        <Counted count={count.result} confirmed={confirmed} disabled={disabled} onConfirm={confirm} />
      ) : null}
      {chosen && !count.busy && !(isCurrent && count.result !== null) ? (
        <span className={styles['actions']}>
          <Button disabled={disabled} onPress={run}>
            {own.compareWhole}
          </Button>
        </span>
      ) : null}
      {chosen ? <Problem error={count.error} words={words} /> : null}
    </div>
  );
}

function Counted(props: {
  count: WholeCount;
  confirmed: boolean;
  disabled: boolean;
  onConfirm: (yes: boolean, closes: number) => void;
}): ReactNode {
  const { listed, open, missing, samples, refused } = props.count;
  const own = useWords(historyWords);
  const marks = usePunctuation();
  const sentText = useSentErrorText();
  if (refused !== null)
    return (
      <p className={styles['problem']} role="status" data-part="whole-refused">
        {sentText(refused)}
      </p>
    );
  const named =
    samples.length === 0 ? '' : `${marks.open}${own.samples} ${samples.join(marks.comma)}${marks.close}`;
  return (
    <>
      <p role="status" data-part="whole-count">
        {missing === 0 ? own.wholeNone(listed, open) : `${own.wholeCount(listed, open, missing)}${named}`}
      </p>
      <Checkbox
        checked={props.confirmed}
        onChange={(yes) => props.onConfirm(yes, missing)}
        disabled={props.disabled}
        part="whole-confirm"
      >
        {own.confirmWhole(missing)}
      </Checkbox>
    </>
  );
}
