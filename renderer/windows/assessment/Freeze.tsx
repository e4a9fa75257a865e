import { type ReactNode, useState } from 'react';
import { useErrorText } from '../../live/client/errorText.ts';
import { useZone } from '../../live/link/clock.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { periodText } from './periods.ts';
import { useStep } from './useStep.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  period: { from: number; to: number };
  isOver: boolean;
  mayFreeze: boolean;
  onFrozen: (id: string) => void;
  words: AssessmentWords;
};

/** Freezes the period in sight, after a question. */
export function Freeze({ period, isOver, mayFreeze, onFrozen, words }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const zone = useZone();
  const errorText = useErrorText();
  const { take, busy, error } = useStep(words, (_step, after) => {
    setAsking(false);
    onFrozen(after.id);
  });
  const why = mayFreeze ? (isOver ? null : words.freezeNotOver) : words.freezeNotYou;
  return (
    <>
      <Button disabledReason={why} onPress={() => setAsking(true)} part="assessment-freeze">
        {words.freeze}
      </Button>
      {asking ? (
        <Dialog
          title={words.freeze}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onPress={() => setAsking(false)}>{words.cancel}</Button>
              <Button
                variant="primary"
                disabled={busy}
                autoFocus
                onPress={() => take({ type: 'freeze', from: period.from, to: period.to })}
              >
                {words.freezeYes}
              </Button>
            </>
          }
        >
          <p>{words.freezeAsk(periodText(period, zone))}</p>
          {busy ? <p role="status">{words.reading}</p> : null}
          {error === null ? null : <p role="alert">{errorText(error)}</p>}
        </Dialog>
      ) : null}
    </>
  );
}
