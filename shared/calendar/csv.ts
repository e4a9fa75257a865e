import { Reason } from '../contract/calendars.ts';
import type { KnownError } from '../errors/errorText.ts';
import {
  emptyReading,
  type ReadDay,
  type Reading,
  readDate,
  saidWeekday,
  weekdayProblem,
} from './reading.ts';

type Column = 'date' | 'kind' | 'name' | 'reason' | 'weekday';

const HEADS: Readonly<Record<string, Column>> = {
  ...{ 日期: 'date', date: 'date' },
  ...{ 类型: 'kind', 类别: 'kind', kind: 'kind', type: 'kind' },
  ...{ 名称: 'name', 节日: 'name', name: 'name' },
  ...{ 原因: 'reason', 说明: 'reason', 备注: 'reason', reason: 'reason' },
  ...{ 星期: 'weekday', weekday: 'weekday' },
};
const WITHOUT_HEAD: readonly Column[] = ['date', 'kind', 'name', 'reason'];

type Kind = Pick<ReadDay, 'kind' | 'half'>;
const off: Kind = { kind: 'off', half: null };
const work: Kind = { kind: 'work', half: null };
const closed: Kind = { kind: 'closed', half: null };
const KINDS: Readonly<Record<string, Kind>> = {
  ...{ 休: off, 放假: off, 休息: off, off },
  ...{ 班: work, 上班: work, 调休上班: work, work },
  ...{ 停工: closed, closed },
  ...of(['上午休', '半天上午', '上午放假', 'morning off'], { ...off, half: 'morning' }),
  ...of(['下午休', '半天下午', '下午放假', 'afternoon off'], { ...off, half: 'afternoon' }),
  ...of(['上午停工', '停工上午', 'morning closed'], { ...closed, half: 'morning' }),
  ...of(['下午停工', '停工下午', 'afternoon closed'], { ...closed, half: 'afternoon' }),
};
const DEFAULT_NAMES = { off: '放假', work: '调休上班' } as const;

function of(words: readonly string[], kind: Kind): Record<string, Kind> {
  return Object.fromEntries(words.map((word) => [word, kind]));
}

/** A table begins within these rows; a title may stand over it. */
const FIRST_ROWS = 3;

/** Whether a text is a table: one of its first rows names columns, or begins with a date in a cell of its own. */
export function looksLikeCsv(text: string): boolean {
  const start = text.trimStart().split('\n', FIRST_ROWS).join('\n');
  return rowsOf(start).some(
    ({ cells }) =>
      cells.length > 1 &&
      (/^\d{4}[\d\s:年月日/.-]*$/.test((cells[0] ?? '').normalize('NFKC')) ||
        cells.some((cell) => columnOf(cell) !== null)),
  );
}

/**
 * A table of days as CSV or as cells copied from a sheet: date, kind (休, 班, 上午休, 下午休, 停工, 上午停工, 下午停工),
 * name, reason. A row without a date before the first day names the columns in another order; a column of weekdays is
 * compared with the dates. Every row is taken or has a problem, but for those whose cells are all empty.
 */
export function readCsv(text: string): Reading {
  const reading = emptyReading();
  let columns: readonly (Column | null)[] = WITHOUT_HEAD;
  let named = false;
  for (const { line, raw, cells } of rowsOf(text)) {
    const fail = (error: KnownError) => reading.problems.push({ line, text: raw, error });
    if (!named && reading.days.length === 0 && !/\d/.test(raw.normalize('NFKC'))) {
      const unknown = unknownHead(cells);
      named = unknown === undefined;
      if (unknown === undefined) columns = cells.map(columnOf);
      else fail({ code: 'calendar-column', parameters: { text: unknown } });
      continue;
    }
    const extra = cells.find((cell, i) => cell !== '' && (columns[i] ?? null) === null);
    if (extra !== undefined) {
      fail({ code: 'calendar-cells', parameters: { text: extra } });
      continue;
    }
    const day = dayOf((column) => cells[columns.indexOf(column)] ?? '', line);
    if ('code' in day) fail(day);
    else reading.days.push(day);
  }
  return reading;
}

function columnOf(cell: string): Column | null {
  return Object.hasOwn(HEADS, cell.toLowerCase()) ? (HEADS[cell.toLowerCase()] ?? null) : null;
}

/** The first cell of a head that names no column, or one that was named before. */
function unknownHead(cells: readonly string[]): string | undefined {
  const columns = cells.map(columnOf);
  return cells.find((cell, i) => {
    const column = columns[i] ?? null;
    return cell !== '' && (column === null || columns.indexOf(column) < i);
  });
}

function dayOf(cell: (column: Column) => string, line: number): ReadDay | KnownError {
  const date = readDate(cell('date').normalize('NFKC'));
  if (date === null) return { code: 'calendar-date', parameters: { text: cell('date') } };
  const wrong = weekdayProblem(date, saidWeekday(cell('weekday')));
  if (wrong !== null) return wrong;
  const kind = Object.hasOwn(KINDS, cell('kind').toLowerCase())
    ? KINDS[cell('kind').toLowerCase()]
    : undefined;
  if (kind === undefined) return { code: 'calendar-kind', parameters: { text: cell('kind') } };
  const [name, reason] = [cell('name'), cell('reason')];
  if (kind.kind === 'closed') {
    const why = [name, reason].filter((part) => part !== '').join('：');
    if (!Reason.safeParse(why).success) return { code: 'calendar-reason', parameters: {} };
    return { line, date, ...kind, name: why };
  }
  const named = name === '' ? DEFAULT_NAMES[kind.kind] : name;
  return { line, date, ...kind, name: reason === '' ? named : `${named}（${reason}）` };
}

type Row = { line: number; raw: string; cells: string[] };

/** Rows of which some cell is not empty. Quotes hold separators; `""` is a quote; a row ends with its line. */
function rowsOf(text: string): Row[] {
  const lines = text.split('\n');
  const separator = lines.map(separatorIn).find((mark) => mark !== null) ?? ',';
  return lines.flatMap((line, i) => {
    const cells = cellsOf(line, separator);
    return cells.every((cell) => cell === '') ? [] : [{ line: i + 1, raw: line.trim(), cells }];
  });
}

/** What a row separates its cells by; a Chinese comma counts as the plain one. */
function separatorIn(row: string): string | null {
  if (row.includes('\t')) return '\t';
  if (/[,，]/.test(row)) return ',';
  return row.includes(';') ? ';' : null;
}

function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < row.length; i++) {
    const char = row[i] ?? '';
    if (quoted && char === '"' && row[i + 1] === '"') {
      cell += char;
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === separator || (separator === ',' && char === '，'))) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}
