import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { Meeting, MeetingDecision } from '../../../shared/contract/meeting.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { meetingWords } from '../../features/meeting/meetingWords.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { DecisionText } from './DecisionList.tsx';
import { focusNextRow } from './focusNextRow.ts';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** Meetings of the past, and what became of their decisions. */
export function History({
  meeting,
  state,
}: {
  meeting: Meeting | null;
  state: MeetingWindowState;
}): ReactNode {
  const words = useWords(windowWords);
  const shared = useWords(meetingWords);
  const zone = useZone();
  const now = useNow(60_000);
  return (
    <div className={styles['two']}>
      <Panel title={words.history} extra={null}>
        <ul className={styles['plain-list']} data-part="m-history" onKeyDown={focusNextRow}>
          {(state.list?.items ?? []).map(({ id, title, stage, heldAt, decisions, unfinished }) => (
            <li key={id}>
              <RowButton
                className={styles['row']}
                data-row={id}
                aria-current={id === meeting?.id ? 'true' : undefined}
                onClick={() => state.select(id)}
              >
                <span className={styles['row-text']}>{title}</span>
                <span>{shared[`stage_${stage}`]}</span>
                <small>{shortTime(heldAt, zone, now)}</small>
                <small>{words.decisionsOf(decisions, unfinished)}</small>
              </RowButton>
            </li>
          ))}
        </ul>
      </Panel>
      {meeting === null ? null : (
        <Panel title={meeting.title} extra={null}>
          {meeting.decisions.length === 0 ? <p className={styles['note']}>{words.nothingDecided}</p> : null}
          <ol className={styles['plain-list']}>
            {meeting.decisions.map((decision) => (
              <li key={decision.id} className={styles['decided']} data-part="m-decided">
                <DecisionText decision={decision} />
                {decision.kind === 'close' || decision.kind === 'look-again' ? null : (
                  <OutcomeOf meeting={meeting.id} decision={decision} state={state} />
                )}
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </div>
  );
}

const STATES = ['part', 'not', 'done'] as const;
const Values = z.object({ state: z.enum(STATES), note: z.string().max(1000) });

/** How far a decision is; supervision alone finds it done. */
function OutcomeOf(props: {
  meeting: string;
  decision: MeetingDecision;
  state: MeetingWindowState;
}): ReactNode {
  const { decision, state } = props;
  const words = useWords(windowWords);
  const [open, setOpen] = useState(false);
  const form = useKeptState<z.output<typeof Values>>({
    form: `meeting-outcome-${props.meeting}-${decision.id}`,
    first: { state: 'part', note: '' },
    schema: Values,
  });
  const { values, change } = form;
  const { outcome } = decision;
  const { colon } = usePunctuation();
  const save = async (): Promise<void> => {
    if (!(await state.step({ type: 'outcome', decision: decision.id, ...values }))) return;
    form.forget();
    setOpen(false);
  };
  return (
    <div className={styles['outcome']} data-part="m-outcome">
      <span>
        {words.outcome}
        {colon}
        {decision.order === null
          ? `${words[`state_${outcome?.state ?? 'open'}`]} ${outcome?.note ?? ''}`
          : words.inRegister}
      </span>
      {decision.order !== null ? null : open ? (
        <>
          <Select
            label={words.outcome}
            labelPlace="hidden"
            value={values.state}
            options={STATES.map((value) => ({ value, label: words[`state_${value}`] }))}
            onChange={(value) => change((before) => ({ ...before, state: value }))}
          />
          <TextField
            label={words.note}
            labelPlace="hidden"
            placeholder={words.note}
            value={values.note}
            maxLength={1000}
            autoFocus
            onChange={(note) => change((before) => ({ ...before, note }))}
            onEnter={() => void save()}
          />
          <Button onPress={() => void save()} kbd="Enter">
            {words.saveOutcome}
          </Button>
        </>
      ) : (
        <Button variant="quiet" onPress={() => setOpen(true)}>
          {words.saveOutcome}
        </Button>
      )}
    </div>
  );
}
