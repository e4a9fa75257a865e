import { CodedError } from '../errors/codedError.ts';

/**
 * A year of the working calendar is not loaded. Shown to the operator, who imports the year's file; working days of an
 * unknown year are never assumed to be Monday to Friday, because make-up days and long holidays make that wrong.
 */
export class CalendarGap extends CodedError<'calendar-missing'> {
  constructor(year: number, calendar: string) {
    super('calendar-missing', { calendar, year });
  }
}
