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

/**
 * A table of days as CSV or as cells copied from a sheet: date, kind (休, 班, 上午休, 下午休, 停工, 上午停工, 下午停工),
 * name, reason. A first row without a date names the columns in another order; a column of weekdays is compared with
 * the dates. Every row is taken or has a problem.
 */
export function readCsv(text: string): Reading {
  const reading = emptyReading();
  const separator = text.includes('\t') ? '\t' : ',';
  let columns: readonly Column[] = WITHOUT_HEAD;
  let first = true;
  for (const { line, raw, cells } of rowsOf(text, separator)) {
    const fail = (error: KnownError) => reading.problems.push({ line, text: raw, error });
    if (first && !/\d/.test(raw)) {
      const unknown = cells.find((cell) => cell !== '' && !Object.hasOwn(HEADS, cell.toLowerCase()));
      if (unknown !== undefined) fail({ code: 'calendar-column', parameters: { text: unknown } });
      else columns = cells.flatMap((cell) => HEADS[cell.toLowerCase()] ?? []);
      first = false;
      continue;
    }
    first = false;
    const extra = cells.slice(columns.length).find((cell) => cell !== '');
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

function dayOf(cell: (column: Column) => string, line: number): ReadDay | KnownError {
  const date = readDate(cell('date'));
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
    return why === '' ? { code: 'calendar-reason', parameters: {} } : { line, date, ...kind, name: why };
  }
  const named = name === '' ? DEFAULT_NAMES[kind.kind] : name;
  return { line, date, ...kind, name: reason === '' ? named : `${named}（${reason}）` };
}

type Row = { line: number; raw: string; cells: string[] };

/** Rows that are not blank. Quotes hold separators; `""` is a quote; a row ends with its line. */
function rowsOf(text: string, separator: string): Row[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((raw, i) =>
      raw.trim() === '' ? [] : [{ line: i + 1, raw: raw.trim(), cells: cellsOf(raw, separator) }],
    );
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
