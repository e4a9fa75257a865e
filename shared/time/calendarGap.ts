import { CodedError } from '../errors/codedError.ts';

/**
 * A year of the working calendar is not loaded and cannot be counted provisionally either: no law is known for it
 * (`provisionalDays`). Shown to the operator, who imports the year's table.
 */
export class CalendarGap extends CodedError<'calendar-missing'> {
  constructor(year: number, calendar: string) {
    super('calendar-missing', { calendar, year });
  }
}
