import type { ReactNode } from 'react';
import { type CalendarChange, LONGEST_CALENDAR_TEXT } from '../../../../shared/contract/calendars.ts';
import { KeptNote } from '../../../ui/drafts/KeptNote.tsx';
import type { KeptState } from '../../../ui/drafts/useKeptState.ts';
import { HelpText } from '../../../ui/HelpText.tsx';
import { Button } from '../../../ui/kit/Button.tsx';
import { DateField } from '../../../ui/kit/DateField.tsx';
import { FileField } from '../../../ui/kit/FileField.tsx';
import { NumberField } from '../../../ui/kit/NumberField.tsx';
import { Select } from '../../../ui/kit/Select.tsx';
import { TextArea } from '../../../ui/kit/TextArea.tsx';
import { TextField } from '../../../ui/kit/TextField.tsx';
import { toast } from '../../../ui/kit/toast.ts';
import styles from './calendar.module.css';
import type { CalendarWords } from './calendarWords.ts';
import { readText } from './readText.ts';
import type { TypedDaysOff, TypedTable } from './typedChange.ts';

type Props<T> = {
  typed: KeptState<T>;
  busy: boolean;
  onPreview: (change: CalendarChange) => void;
  onCancel: () => void;
  words: CalendarWords;
};

/** No character has more bytes in any of the encodings. */
const MOST_BYTES = 4 * LONGEST_CALENDAR_TEXT;

/** A year's table, pasted or from a file. */
export function ImportForm({ typed, busy, onPreview, onCancel, words }: Props<TypedTable>): ReactNode {
  const { text, year } = typed.values;
  const setText = (next: string): void => typed.change((before) => ({ ...before, text: next }));
  async function take([file]: File[]): Promise<void> {
    if (file === undefined) return;
    const read = file.size > MOST_BYTES ? null : await readText(file);
    if (read !== null) setText(read);
    else toast('failed', file.size > MOST_BYTES ? words.tooLong : words.unreadable);
  }
  function preview(): void {
    if (text.length > LONGEST_CALENDAR_TEXT) toast('failed', words.tooLong);
    else onPreview({ type: 'import', text, year });
  }
  return (
    <div className={styles['form']} data-part="calendar-import">
      <HelpText>{words.importHint}</HelpText>
      <FileField
        label={words.file}
        accept={['.csv', '.json', '.txt', '.tsv']}
        multiple={false}
        onFiles={(files) => void take(files)}
      >
        {words.drop}
      </FileField>
      <TextArea
        label={words.text}
        value={text}
        onChange={setText}
        rows={9}
        placeholder={words.textPlaceholder}
      />
      <NumberField
        label={words.forYear}
        value={year}
        onChange={(next) => typed.change((before) => ({ ...before, year: next }))}
        min={2000}
        max={2100}
      />
      <KeptNote at={typed.restoredAt} onDiscard={typed.forget} />
      <Acts busy={busy} disabled={text.trim() === ''} onPreview={preview} {...{ onCancel, words }} />
    </div>
  );
}

/** Days on which the city does not work (停工). */
export function DaysOffForm({
  typed,
  busy,
  onPreview,
  onCancel,
  words,
  today,
}: Props<TypedDaysOff> & { today: string }): ReactNode {
  const { half, reason } = typed.values;
  const from = typed.values.from || today;
  const to = typed.values.to || today;
  const set = (part: Partial<TypedDaysOff>): void => typed.change((before) => ({ ...before, ...part }));
  const complete = from !== '' && to !== '' && reason.trim().length >= 2;
  return (
    <div className={styles['form']} data-part="calendar-days-off">
      <div className={styles['fields']}>
        <DateField
          label={words.from}
          value={from}
          onChange={(day) => {
            set({ from: day, to: to < day ? day : to });
          }}
        />
        <DateField label={words.to} value={to} onChange={(day) => set({ to: day })} />
      </div>
      <Select<TypedDaysOff['half']>
        label={words.half}
        value={half}
        options={[
          { value: 'day', label: words.wholeDay },
          { value: 'morning', label: words.morning },
          { value: 'afternoon', label: words.afternoon },
        ]}
        onChange={(next) => set({ half: next })}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={(text) => set({ reason: text })}
        maxLength={200}
      />
      <KeptNote at={typed.restoredAt} onDiscard={typed.forget} />
      <Acts
        busy={busy}
        disabled={!complete}
        onPreview={() =>
          onPreview({
            type: 'add-days-off',
            from,
            to,
            half: half === 'day' ? null : half,
            reason: reason.trim(),
          })
        }
        {...{ onCancel, words }}
      />
    </div>
  );
}

function Acts(props: {
  busy: boolean;
  disabled: boolean;
  onPreview: () => void;
  onCancel: () => void;
  words: CalendarWords;
}): ReactNode {
  return (
    <div className={styles['acts']}>
      <Button variant="primary" disabled={props.disabled || props.busy} onPress={props.onPreview}>
        {props.words.preview}
      </Button>
      <Button onPress={props.onCancel}>{props.words.cancel}</Button>
    </div>
  );
}
