/**
 * A year of the working calendar is not loaded. Shown to the operator, who imports the year's file; working days of an
 * unknown year are never assumed to be Monday to Friday, because make-up days and long holidays make that wrong.
 */
export class CalendarGap extends Error {
  readonly year: number;
  readonly calendar: string;
  constructor(year: number, calendar: string) {
    super(
      `工作日历“${calendar}”缺少 ${year} 年，无法计算该年的工作时限。请导入 ${year} 年放假调休安排（calendars/${calendar}/${year}.json）。`,
    );
    this.name = 'CalendarGap';
    this.year = year;
    this.calendar = calendar;
  }
}
