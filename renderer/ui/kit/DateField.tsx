import { type CalendarDate, parseDate } from '@internationalized/date';
import type { ReactNode } from 'react';
import { DatePicker } from 'react-aria-components';
import { dateText } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { DateBox } from './DateBox.tsx';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { steady } from './steady.ts';

type Props = FieldTexts & {
  /** `yyyy-MM-dd`, a day of the city; empty: none. */
  value: string;
  /** Told once the day is whole, and with an empty text when it was cleared. */
  onChange: (day: string) => void;
};

/** A day (日期), year first in every language. Neither the browser's language nor its zone plays a part. */
export const DateField = steady(function DateField(props: Props): ReactNode {
  const zone = useZone();
  const today = dateText(useNow(60_000), zone);
  return (
    <DatePicker
      {...fieldProps(props)}
      value={dayOf(props.value)}
      onChange={(day) => props.onChange(day?.toString() ?? '')}
      placeholderValue={parseDate(today)}
      granularity="day"
      firstDayOfWeek="mon"
      shouldForceLeadingZeros
    >
      <FieldParts texts={props}>
        <DateBox today={today} />
      </FieldParts>
    </DatePicker>
  );
});

/** Null for a text that is no day. */
function dayOf(text: string): CalendarDate | null {
  try {
    return parseDate(text);
  } catch {
    return null;
  }
}
