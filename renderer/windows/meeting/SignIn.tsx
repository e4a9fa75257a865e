import { type ReactNode, useRef, useState } from 'react';
import { z } from 'zod';
import type { Attendance, Meeting } from '../../../shared/contract/meeting.ts';
import type { Unit } from '../../../shared/contract/meetingItems.ts';
import { useWords } from '../../base/words.ts';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Select } from '../../ui/kit/Select.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { focusNextRow } from './focusNextRow.ts';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import { useUnits } from './useUnits.ts';
import styles from './window.module.css';
import { type WindowWords, windowWords } from './words.ts';

const STATUSES = ['present', 'substitute', 'leave', 'observer'] as const;
const Values = z.object({
  status: z.enum(STATUSES),
  person: z.string().max(60),
  for: z.string().max(60),
  reason: z.string().max(300),
});
const FIRST: z.output<typeof Values> = { status: 'present', person: '', for: '', reason: '' };

/** Who is here (签到), who sits in for whom (代会), who asked for leave (请假): unit by unit. */
export function SignIn({ meeting, state }: { meeting: Meeting; state: MeetingWindowState }): ReactNode {
  const words = useWords(windowWords);
  const { units } = useUnits();
  const [chosen, setChosen] = useState<string | null>(null);
  const entries = new Map(meeting.attendance.map((each) => [each.unit.org, each]));
  const tally = (...statuses: Attendance['status'][]): number =>
    meeting.attendance.filter(({ status }) => statuses.includes(status)).length;
  const writable = state.mayRun && meeting.stage !== 'closed';
  const list = useRef<HTMLUListElement>(null);
  /** Back to the unit's row, from which the next one is an arrow key away. */
  const leave = (org: string): void => {
    setChosen(null);
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(org)}"]`)?.focus();
  };
  const unit = units.find(({ org }) => org === chosen) ?? null;
  return (
    <Panel
      title={words.attendance}
      extra={
        <small data-part="m-attendance">
          {words.counted(
            tally('present', 'substitute'),
            tally('leave'),
            units.length - meeting.attendance.length,
          )}
        </small>
      }
    >
      <div className={styles['two']}>
        <ul ref={list} className={styles['plain-list']} data-part="m-units" onKeyDown={focusNextRow}>
          {units.map(({ org, name }) => (
            <li key={org}>
              <RowButton
                className={styles['row']}
                data-row={org}
                aria-pressed={org === chosen}
                onClick={() => setChosen(org)}
              >
                <span className={styles['row-text']}>{name}</span>
                <span data-status={entries.get(org)?.status ?? 'none'}>
                  {entryText(entries.get(org), words)}
                </span>
              </RowButton>
            </li>
          ))}
        </ul>
        {unit === null || !writable ? (
          <p className={styles['keys']}>{words.attendanceKeys}</p>
        ) : (
          <Entry
            key={unit.org}
            meeting={meeting.id}
            unit={unit}
            state={state}
            onDone={() => leave(unit.org)}
          />
        )}
      </div>
    </Panel>
  );
}

function entryText(entry: Attendance | undefined, words: WindowWords): string {
  if (entry === undefined) return words.status_none;
  const { status, person, reason } = entry;
  const who = status === 'substitute' ? `${person} ← ${entry.for}` : person;
  return [words[`status_${status}`], who, reason].filter((part) => part !== '').join(' · ');
}

function Entry(props: {
  meeting: string;
  unit: Unit;
  state: MeetingWindowState;
  onDone: () => void;
}): ReactNode {
  const { unit, state } = props;
  const words = useWords(windowWords);
  const form = useKeptState({
    form: `meeting-sign-in-${props.meeting}-${unit.org}`,
    first: FIRST,
    schema: Values,
  });
  const { values } = form;
  const set = (part: Partial<z.output<typeof Values>>): void =>
    form.change((before) => ({ ...before, ...part }));
  const record = async (): Promise<void> => {
    if (!(await state.step({ type: 'sign-in', unit, ...values }))) return;
    form.forget();
    props.onDone();
  };
  return (
    <div className={styles['form']} data-part="m-entry">
      <h3>{unit.name}</h3>
      <TextField
        label={words.person}
        value={values.person}
        maxLength={60}
        autoFocus
        onChange={(person) => set({ person })}
        onEnter={() => void record()}
      />
      <Select
        label={words.status}
        value={values.status}
        options={STATUSES.map((value) => ({ value, label: words[`status_${value}`] }))}
        onChange={(status) => set({ status })}
      />
      {values.status === 'substitute' ? (
        <TextField
          label={words.substituteFor}
          value={values.for}
          maxLength={60}
          onChange={(text) => set({ for: text })}
          onEnter={() => void record()}
        />
      ) : null}
      {values.status === 'leave' ? (
        <TextField
          label={words.reason}
          value={values.reason}
          maxLength={300}
          onChange={(reason) => set({ reason })}
          onEnter={() => void record()}
        />
      ) : null}
      <Button variant="primary" kbd="Enter" onPress={() => void record()}>
        {words.record}
      </Button>
    </div>
  );
}
