import type { ReactNode } from 'react';
import type { Handover } from '../../../shared/contract/handover.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { FactView } from './FactView.tsx';
import { ackText, factText, type TextContext } from './factText.ts';
import styles from './handover.module.css';
import type { Line } from './lines.ts';
import { NoteField } from './NoteField.tsx';

type Props = {
  line: Line;
  handover: Handover;
  operator: string;
  objecting: boolean;
  onObject: (on: boolean) => void;
  /** Whether it was taken. */
  onAnswer: (verdict: 'checked' | 'objected' | 'withdrawn', words: string) => Promise<boolean>;
  onOpen: () => void;
  onError: (error: unknown) => void;
  context: TextContext;
};

/** The line under the cursor in full, and the buttons that acknowledge it. */
export function LineDetail(props: Props): ReactNode {
  const { line, handover, context, onAnswer } = props;
  const { words, zone, now } = context;
  const { item, heading } = line;
  const ack = item?.ack ?? null;
  return (
    <section className={styles['detail']} aria-label={words.keyOpen}>
      {heading === null ? null : (
        <NoteField key={heading} {...props} heading={heading} text={handover.notes[heading]} />
      )}
      {item === null ? null : (
        <>
          {heading === null ? (
            <>
              <h3>{factText(item.fact, context).title}</h3>
              <FactView fact={item.fact} context={context} />
            </>
          ) : null}
          {item.endedAt === null ? null : (
            <p className={styles['quiet']}>{words.endedAt(shortTime(item.endedAt, zone, now))}</p>
          )}
          {ack === null ? null : (
            <p data-tone={ack.verdict === 'objected' ? 'late' : 'fresh'}>
              {ackText(ack, context)} <small>{words.ackAt(shortTime(ack.at, zone, now))}</small>
            </p>
          )}
          {handover.incoming === null ? <p className={styles['quiet']}>{words.noIncoming}</p> : null}
          <div className={styles['acts']}>
            {item.mark === 'ended' ? null : (
              <>
                <Button
                  variant="primary"
                  disabled={handover.incoming === null}
                  onPress={() => void onAnswer('checked', '')}
                  kbd="Space"
                >
                  {words.check}
                </Button>
                <Button
                  disabled={handover.incoming === null}
                  expanded={props.objecting}
                  onPress={() => props.onObject(!props.objecting)}
                  kbd="O"
                >
                  {words.object}
                </Button>
              </>
            )}
            {ack === null ? null : (
              <Button onPress={() => void onAnswer('withdrawn', '')} kbd="U">
                {words.withdraw}
              </Button>
            )}
            {heading !== null || item.fact.kind === 'shift' ? null : (
              <Button onPress={props.onOpen} kbd="Enter">
                {words.openIt}
              </Button>
            )}
          </div>
          {props.objecting ? (
            <Objection
              form={`objection:${handover.id}:${line.key}`}
              words={context.words}
              onAnswer={onAnswer}
            />
          ) : null}
        </>
      )}
    </section>
  );
}

function Objection({
  form,
  words,
  onAnswer,
}: {
  form: string;
  words: TextContext['words'];
  onAnswer: Props['onAnswer'];
}): ReactNode {
  const { text, setText, restoredAt, forget } = useKeptText(form);
  return (
    <form
      className={styles['objection']}
      onSubmit={(event) => {
        event.preventDefault();
        void onAnswer('objected', text).then((passed) => {
          if (passed) forget();
        });
      }}
    >
      <TextField
        label={words.objection}
        labelPlace="beside"
        maxLength={500}
        value={text}
        onChange={setText}
        autoFocus
        focusName="objection"
        className={styles['objection-text']}
      />
      <Button type="submit" variant="primary" kbd="Enter">
        {words.objectNow}
      </Button>
      <KeptNote at={restoredAt} onDiscard={forget} />
    </form>
  );
}
