import { z } from 'zod';
import { entry, plain } from './entry.ts';

const date = { date: z.string() };
const text = { text: z.string() };
const WEEKDAYS_ZH = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** ISO weekday, 1 Monday. */
const weekday = (names: readonly string[], day: number): string => names[(((day - 1) % 7) + 7) % 7] ?? '';

/** Why a row, an entry or a sentence of a year's table (放假调休安排) is not taken. */
export const calendarErrors = {
  'calendar-empty': plain(
    '没有读到任何日期，请粘贴通知全文，或选择 CSV、JSON 文件',
    'No date was found: paste the whole notice, or choose a CSV or JSON file',
  ),
  'calendar-json': plain(
    '不是完整的 JSON，请重新导出后再选',
    'This is not complete JSON: export the file again',
  ),
  'calendar-json-shape': plain(
    'JSON 里没有年份 year 和日期列表 days',
    'The JSON has no year and no list of days',
  ),
  'calendar-entry': plain(
    '这一条须有 date（如 2026-10-01）、isOffDay（true 或 false）和 name',
    'This entry needs date (such as 2026-10-01), isOffDay (true or false) and name',
  ),
  'calendar-column': entry(
    text,
    (p) => `表头“${p.text}”不认识或重复；可用的列：日期、类型、名称、原因、星期`,
    (p) =>
      `The column “${p.text}” is not known, or named twice; columns are date, kind, name, reason, weekday`,
  ),
  'calendar-cells': entry(
    text,
    (p) => `这一行比表头多出内容“${p.text}”；文字里有逗号时请加双引号`,
    (p) => `This row has more cells than columns: “${p.text}”; put text with commas in quotes`,
  ),
  'calendar-date': entry(
    text,
    (p) => `“${p.text}”不是日期，请写成 2026-10-01`,
    (p) => `“${p.text}” is not a date: write it as 2026-10-01`,
  ),
  'calendar-kind': entry(
    text,
    (p) => `类型“${p.text}”不认识；可用：休、班、上午休、下午休、停工、上午停工、下午停工`,
    (p) =>
      `The kind “${p.text}” is not known; use off, work, morning off, afternoon off, closed, morning closed, afternoon closed`,
  ),
  'calendar-reason': plain(
    '停工须写明原因，2 至 200 字',
    'A day off of the city needs a reason of 2 to 200 characters',
  ),
  'calendar-no-year': plain(
    '看不出是哪一年的安排，请先填写年份',
    'Which year this is for cannot be told: enter the year',
  ),
  'calendar-other-year': entry(
    { found: z.int(), wanted: z.int() },
    (p) => `这是 ${p.found} 年的安排，不是 ${p.wanted} 年的`,
    (p) => `This is the table of ${p.found}, not of ${p.wanted}`,
  ),
  'calendar-outside': entry(
    { ...date, year: z.int() },
    (p) => `${p.date} 不在 ${p.year} 年（上一年 12 月的调休日也可列入）`,
    (p) => `The day ${p.date} is not in ${p.year} (days of the December before may be listed)`,
  ),
  'calendar-year': entry(
    { year: z.int() },
    (p) => `${p.year} 年超出工作日历的范围（2000 至 2100 年），请核对日期`,
    (p) => `The working calendar has the years 2000 to 2100, and not ${p.year}: check the dates`,
  ),
  'calendar-twice': entry(
    date,
    (p) => `${p.date} 出现了两次，请只保留一次`,
    (p) => `The day ${p.date} is listed twice: keep one`,
  ),
  'calendar-weekday': entry(
    { ...date, said: z.int(), actual: z.int() },
    (p) => `${p.date} 是${weekday(WEEKDAYS_ZH, p.actual)}，原文写的是${weekday(WEEKDAYS_ZH, p.said)}，请核对`,
    (p) =>
      `The day ${p.date} is a ${weekday(WEEKDAYS_EN, p.actual)}, and the text says ${weekday(WEEKDAYS_EN, p.said)}: check it`,
  ),
  'calendar-total': entry(
    { stated: z.int(), counted: z.int() },
    (p) => `原文说共 ${p.stated} 天，按日期数是 ${p.counted} 天，请核对`,
    (p) => `The text says ${p.stated} days, and its dates make ${p.counted}: check it`,
  ),
  'calendar-range': entry(
    { from: z.string(), to: z.string() },
    (p) => `${p.from} 至 ${p.to} 不成一段：结束早于开始，或超过 60 天`,
    (p) => `From ${p.from} to ${p.to} is no period: it ends before it begins, or is longer than 60 days`,
  ),
  'calendar-work-weekday': entry(
    date,
    (p) => `${p.date} 本来就上班，列为调休上班可能是日期写错`,
    (p) => `The day ${p.date} is a working day anyway: listed as a make-up day, its date may be wrong`,
  ),
  'calendar-statutory': entry(
    { ...date, name: z.string() },
    (p) => `缺少法定节假日 ${p.date} ${p.name}，请补全后再导入`,
    (p) => `The statutory holiday ${p.date} ${p.name} is missing: complete the table first`,
  ),
  'calendar-sentence': entry(
    text,
    (p) => `“${p.text}”读不懂，请按通知原文书写，或改用 CSV`,
    (p) => `“${p.text}” is not understood: write it as in the notice, or use CSV`,
  ),
  'calendar-changed': plain(
    '工作日历刚被他人改动，请重新预览后再确认',
    'Somebody has just changed the working calendar: preview the change again',
  ),
  'calendar-not-own': plain(
    '没有这项自行导入的内容，请刷新后再看',
    'The hall has not added this to the calendar, or it is removed already: reload',
  ),
  'calendar-unsaved': plain(
    '内容有误，未保存；请先改正预览中列出的各项',
    'The table has problems and was not saved: correct what the preview lists',
  ),
};
