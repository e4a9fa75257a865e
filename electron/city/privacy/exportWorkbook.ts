import type { ExportedCase } from '../../../shared/contract/exportCases.ts';
import type { CityTimes } from './cityTimes.ts';
import { plainLines } from './csv.ts';
import type { ExportCell } from './exportColumns.ts';
import type { ExportRecord, ExportSheet } from './exportSheet.ts';
import { type SheetCell, serialOf } from './workbook/cellXml.ts';
import { workbookBytes } from './workbook/workbookBytes.ts';

const DAY_MS = 86_400_000;

/** A chunk of cases, each with the contact data to be hidden in its texts. */
export type ExportChunk = { row: ExportedCase; persons: readonly string[] }[];

/**
 * The queue as a workbook: the cases on the first sheet, the record of the export on the second. `note` is asked when all cases
 * are written. What is broken off has no directory at its end, and no program opens it.
 */
export function exportWorkbook(
  { columns, times, record }: ExportSheet,
  chunks: Iterable<ExportChunk>,
  note: () => ExportRecord,
): Generator<Buffer> {
  const heads = columns.map(({ head, width }) => ({ head, width }));
  return workbookBytes([
    { name: '案件', columns: heads, chunks: rowsOf(chunks) },
    {
      name: '导出说明',
      columns: [
        { head: '项目', width: 14 },
        { head: '内容', width: 80 },
      ],
      chunks: recordRows(),
    },
  ]);

  function* rowsOf(each: Iterable<ExportChunk>): Generator<SheetCell[][]> {
    for (const chunk of each)
      yield chunk.map(({ row, persons }) => columns.map(({ cell }) => sheetCell(cell(row, persons), times)));
  }

  function* recordRows(): Generator<SheetCell[][]> {
    yield record(note()).map((cells) => cells.map(textOf));
  }
}

function sheetCell(cell: ExportCell, times: CityTimes): SheetCell {
  switch (cell.kind) {
    case 'text':
      return cell.text === null ? null : textOf(cell.text);
    case 'lines':
      return cell.text === null || cell.text === '' ? null : { kind: 'text', text: plainLines(cell.text) };
    case 'number':
      return cell.value === null ? null : { kind: 'number', value: cell.value };
    default:
      return cell.at === null ? null : timeCell(cell.at, cell.kind, times);
  }
}

/**
 * A date of the city's zone. Midnight as a limit would be read as the whole day, which it does not include; it, and a time that
 * clocks show twice, are written as text.
 */
function timeCell(at: number, kind: 'time' | 'limit', times: CityTimes): SheetCell {
  const { text, local, endsDay } = times.of(at);
  if (local === null || (kind === 'limit' && local % DAY_MS === 0)) return { kind: 'text', text };
  return kind === 'limit' && endsDay
    ? { kind: 'day', serial: serialOf(local + 1 - DAY_MS) }
    : { kind: 'time', serial: serialOf(local) };
}

/** One line, as in the CSV. */
function textOf(text: string): SheetCell {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return line === '' ? null : { kind: 'text', text: line };
}
