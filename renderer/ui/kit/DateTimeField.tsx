import { type CalendarDateTime, parseDate, parseDateTime, toCalendarDateTime } from '@internationalized/date';
import type { ReactNode } from 'react';
import { DatePicker } from 'react-aria-components';
import { dateText } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { DateBox } from './DateBox.tsx';
import { FieldParts, type FieldTexts, fieldProps } from './Field.tsx';
import { steady } from './steady.ts';

type Props = FieldTexts & {
  /** `yyyy-MM-ddTHH:mm` by the clocks of the city; empty: none. */
  value: string;
  /** Told once day and time are whole, and with an empty text when they were cleared. */
  onChange: (time: string) => void;
};

/** A day and a time of 24 hours, by the clocks of the city. */
export const DateTimeField = steady(function DateTimeField(props: Props): ReactNode {
  const zone = useZone();
  const today = dateText(useNow(60_000), zone);
  return (
    <DatePicker
      {...fieldProps(props)}
      value={timeOf(props.value)}
      onChange={(time) => props.onChange(time?.toString().slice(0, 16) ?? '')}
      placeholderValue={toCalendarDateTime(parseDate(today))}
      granularity="minute"
      hourCycle={24}
      firstDayOfWeek="mon"
      shouldForceLeadingZeros
    >
      <FieldParts texts={props}>
        <DateBox today={today} />
      </FieldParts>
    </DatePicker>
  );
});

/** Null for a text that is no time. */
function timeOf(text: string): CalendarDateTime | null {
  try {
    return parseDateTime(text);
  } catch {
    return null;
  }
}
