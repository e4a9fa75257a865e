import { type ReactNode, useState } from 'react';
import { type CalendarChange, LONGEST_CALENDAR_TEXT } from '../../../../shared/contract/calendars.ts';
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

type Props = {
  busy: boolean;
  onPreview: (change: CalendarChange) => void;
  onCancel: () => void;
  words: CalendarWords;
};

/** No character has more bytes in any of the encodings. */
const MOST_BYTES = 4 * LONGEST_CALENDAR_TEXT;

/** A year's table, pasted or from a file. */
export function ImportForm({ busy, onPreview, onCancel, words }: Props): ReactNode {
  const [text, setText] = useState('');
  const [year, setYear] = useState<number | null>(null);
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
      <NumberField label={words.forYear} value={year} onChange={setYear} min={2000} max={2100} />
      <Acts busy={busy} disabled={text.trim() === ''} onPreview={preview} {...{ onCancel, words }} />
    </div>
  );
}

type HalfChoice = 'day' | 'morning' | 'afternoon';

/** Days on which the city does not work (停工). */
export function DaysOffForm({
  busy,
  onPreview,
  onCancel,
  words,
  today,
}: Props & { today: string }): ReactNode {
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [half, setHalf] = useState<HalfChoice>('day');
  const [reason, setReason] = useState('');
  const complete = from !== '' && to !== '' && reason.trim().length >= 2;
  return (
    <div className={styles['form']} data-part="calendar-days-off">
      <div className={styles['fields']}>
        <DateField
          label={words.from}
          value={from}
          onChange={(day) => {
            setFrom(day);
            if (to < day) setTo(day);
          }}
        />
        <DateField label={words.to} value={to} onChange={setTo} />
      </div>
      <Select<HalfChoice>
        label={words.half}
        value={half}
        options={[
          { value: 'day', label: words.wholeDay },
          { value: 'morning', label: words.morning },
          { value: 'afternoon', label: words.afternoon },
        ]}
        onChange={setHalf}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={200}
      />
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
