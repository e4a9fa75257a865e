import { type ReactNode, useState } from 'react';
import { CALENDAR_ROLES } from '../../../../shared/calendar/decider.ts';
import type { CalendarChange } from '../../../../shared/contract/calendars.ts';
import { useWords } from '../../../base/words.ts';
import { usePersonName, useSession } from '../../../live/client/session.ts';
import { shortTime } from '../../../live/link/cityTime.ts';
import { useNow } from '../../../live/link/clock.ts';
import {
  changeCalendar,
  previewCalendar,
  useCalendar,
  useCalendarYear,
} from '../../../live/queries/calendar.ts';
import { useKeptState } from '../../../ui/drafts/useKeptState.ts';
import { HelpText } from '../../../ui/HelpText.tsx';
import { Button } from '../../../ui/kit/Button.tsx';
import { Select } from '../../../ui/kit/Select.tsx';
import { toast } from '../../../ui/kit/toast.ts';
import { Spacer } from '../../../ui/Spacer.tsx';
import { Problem } from '../Problem.tsx';
import { SignInFirst } from '../SignInFirst.tsx';
import { useTask } from '../useTask.ts';
import { connWords } from '../words.ts';
import { ChangeLog, DaysOffList } from './CalendarLists.tsx';
import { DaysOffForm, ImportForm } from './ChangeForm.tsx';
import styles from './calendar.module.css';
import { calendarWords } from './calendarWords.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { EMPTY_DAYS_OFF, EMPTY_TABLE, TypedDaysOff, TypedTable } from './typedChange.ts';
import { YearGrid } from './YearGrid.tsx';

/** The working calendar (工作日历): a year at a time, and its changes, each previewed before it is in force. */
export function CalendarPage(): ReactNode {
  const words = useWords(calendarWords);
  const conn = useWords(connWords);
  const view = useCalendar();
  const [chosen, setChosen] = useState<number | null>(null);
  const [form, setForm] = useState<'import' | 'daysOff' | null>(null);
  const [change, setChange] = useState<CalendarChange | null>(null);
  const typedTable = useKeptState({ form: 'calendar-import', first: EMPTY_TABLE, schema: TypedTable });
  const typedDaysOff = useKeptState({
    form: 'calendar-days-off',
    first: EMPTY_DAYS_OFF,
    schema: TypedDaysOff,
  });
  const preview = useTask(previewCalendar);
  const save = useTask(changeCalendar);
  const now = useNow(60_000);
  const session = useSession((state) => state.info);
  const nameOf = usePersonName();
  const mayChange = session?.roles.some((role) => CALENDAR_ROLES.includes(role)) === true;
  const { data } = view;
  const year = chosen ?? (data === undefined ? null : Number(data.today.slice(0, 4)));
  const shown = useCalendarYear(year);
  const result = preview.result;

  function look(next: CalendarChange): void {
    setChange(next);
    save.reset();
    void preview.run(next);
  }
  function stop(): void {
    setChange(null);
    preview.reset();
    save.reset();
  }
  async function confirm(): Promise<void> {
    if (change === null || result === null) return;
    const done = await save.run(change, result.version);
    if (done === null) return;
    if (result.year !== null) setChosen(result.year.year);
    toast('done', words.saved);
    if (change.type === 'import') typedTable.forget();
    if (change.type === 'add-days-off') typedDaysOff.forget();
    setForm(null);
    stop();
  }

  if (data === undefined || year === null)
    return view.error === null ? <p>{words.loading}</p> : <Problem error={view.error} words={conn} />;
  const inGrid = result?.year?.year ?? year;
  const listed = data.years.find((each) => each.year === inGrid);
  const grid = result?.year ?? shown.data ?? null;
  return (
    <div className={styles['page']} data-part="calendar">
      <header className={styles['head']}>
        <h1>{words.title}</h1>
        <Select
          label={words.year}
          labelPlace="hidden"
          value={inGrid}
          disabled={result !== null}
          options={data.years.map((each) => ({
            value: each.year,
            label: `${words.yearOf(each.year)} · ${words[`state_${each.state}`]}`,
          }))}
          onChange={setChosen}
        />
        {listed === undefined || listed.imported === null ? null : (
          <span className={styles['note']}>
            {words.importedBy(nameOf(listed.imported.by), shortTime(listed.imported.at, data.zone, now))}
          </span>
        )}
        <Spacer />
        {mayChange ? (
          <>
            {listed?.state === 'own' && result === null ? (
              <Button onPress={() => look({ type: 'remove-year', year })}>{words.removeYear}</Button>
            ) : null}
            <Button
              pressed={form === 'daysOff'}
              onPress={() => setForm(form === 'daysOff' ? null : 'daysOff')}
            >
              {words.addOff}
            </Button>
            <Button
              variant="primary"
              pressed={form === 'import'}
              onPress={() => setForm(form === 'import' ? null : 'import')}
            >
              {words.doImport}
            </Button>
          </>
        ) : session === null ? null : (
          <span className={styles['note']}>{words.noRight}</span>
        )}
      </header>
      <SignInFirst words={conn} />
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {grid?.state === 'provisional' ? (
            <p className={styles['provisional']} data-part="calendar-provisional">
              <b>{words.state_provisional}</b> {words.provisionalHint}
            </p>
          ) : null}
          {grid?.state === 'missing' ? <HelpText>{words.missingHint}</HelpText> : null}
          <Problem error={shown.error} words={conn} />
          {grid === null || grid.days.length === 0 ? null : (
            <YearGrid year={grid} today={data.today} words={words} />
          )}
          {listed === undefined || listed.papers.length === 0 ? null : (
            <p className={styles['papers']}>
              {words.papers} {listed.papers.join(' ')}
            </p>
          )}
        </div>
        <aside className={styles['side']}>
          <Problem error={preview.error ?? save.error} words={conn} />
          {result === null ? null : (
            <PreviewPanel
              preview={result}
              busy={save.busy}
              onConfirm={() => void confirm()}
              onCancel={stop}
              words={words}
            />
          )}
          {form === null ? null : (
            // What was typed stays while the preview is looked at, and is corrected beside its problems.
            <div hidden={result !== null && result.problems.length === 0}>
              {form === 'import' ? (
                <ImportForm
                  typed={typedTable}
                  busy={preview.busy}
                  onPreview={look}
                  onCancel={() => setForm(null)}
                  words={words}
                />
              ) : (
                <DaysOffForm
                  typed={typedDaysOff}
                  busy={preview.busy}
                  today={data.today}
                  onPreview={look}
                  onCancel={() => setForm(null)}
                  words={words}
                />
              )}
            </div>
          )}
          <DaysOffList
            view={data}
            onRemove={mayChange ? (id) => look({ type: 'remove-days-off', id }) : null}
            words={words}
          />
          <ChangeLog view={data} nameOf={nameOf} words={words} />
        </aside>
      </div>
    </div>
  );
}
