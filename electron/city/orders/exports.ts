import { randomBytes } from 'node:crypto';
import type { ExportFormat } from '../../../shared/contract/exportCases.ts';
import type { OrderSubject } from '../../../shared/contract/orders.ts';
import type { OrderFilter, OrderRow } from '../../../shared/contract/orderViews.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { Contacts } from '../people/contacts.ts';
import { PeopleRefused } from '../people/refused.ts';
import { hasOnlyRoles } from '../people/roles.ts';
import type { Clock } from '../ports.ts';
import { BOM, csvLine, numberCell, textCell } from '../privacy/csv.ts';
import { maskPersons } from '../privacy/wallText.ts';
import type { SheetCell } from '../privacy/workbook/cellXml.ts';
import { workbookBytes } from '../privacy/workbook/workbookBytes.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import type { Orders } from './createOrders.ts';
import { filterText, type RegisterCell, type RegisterNames, registerColumns } from './sheet.ts';

/** Administrative roles (三员) handle no orders. */
const ROLES_WITHOUT_EXPORT: readonly Role[] = ['admin', 'audit'];

/** Exports of the register (督办台账) as a file, each recorded in the audit with its reason. */
export type OrderExports = {
  /** @throws PeopleRefused for an operator who handles no orders */
  begin(
    by: OperatorRecord,
    filter: OrderFilter,
    asked: { reason: string; format: ExportFormat },
  ): { number: string; filename: string; count: number; body: ReadableStream<Uint8Array> };
};

export function createOrderExports(parts: {
  orders: Pick<Orders, 'rows' | 'subjects'>;
  people: PeopleTable;
  contacts: Pick<Contacts, 'persons' | 'personsOfWhistle'>;
  names: RegisterNames;
  clock: Clock;
}): OrderExports {
  const { orders, people, contacts, names, clock } = parts;
  const columns = registerColumns(names);

  /** Callers whom the texts of an order may repeat: those of its cases and whistles. */
  const personsOf = ({ kind, id }: OrderSubject): string[] =>
    kind === 'case' ? contacts.persons(id) : contacts.personsOfWhistle(id);

  function cellsOf(row: OrderRow, index: number): RegisterCell[] {
    const persons = (orders.subjects(row.id) ?? []).flatMap(personsOf);
    return columns.map(({ cell }) => cell(row, index, (text) => maskPersons(text, persons)));
  }

  return {
    begin(by, filter, { reason, format }) {
      const at = clock.now();
      const stamp = names.times.minute(at).replace(/\D/g, '');
      const number = `D${stamp}-${randomBytes(3).toString('hex')}`;
      const line = { at, actor: by.id, action: 'orders.export' as const, subject: number };
      if (hasOnlyRoles(by, ROLES_WITHOUT_EXPORT)) {
        people.appendAuditLine({ ...line, result: 'refused', details: { reason: 'forbidden' } });
        throw new PeopleRefused('forbidden', { reason: 'export' });
      }
      const rows = orders.rows(filter);
      const said = filterText(filter, names.nameOf);
      people.appendAuditLine({
        ...line,
        result: 'done',
        details: { reason, filter: said, count: rows.length, format },
      });
      const note: [string, string][] = [
        ['导出说明', `共 ${rows.length} 件，不含联系方式；文中的姓名、号码和户号已隐去`],
        ['导出人', `${by.name}（${by.id}）`],
        ['导出时间', names.times.minute(at)],
        ['导出理由', reason],
        ['筛选与排序', said],
        ['导出编号', number],
      ];
      const cells = rows.map(cellsOf);
      const pieces =
        format === 'csv'
          ? [
              Buffer.from(
                csvOf(
                  columns.map(({ head }) => head),
                  cells,
                  note,
                ),
                'utf8',
              ),
            ]
          : workbookOf(columns, cells, note);
      return {
        ...{ number, count: rows.length, body: streamOf(pieces) },
        filename: `督办台账_${stamp.slice(0, 8)}-${stamp.slice(8)}_${by.id}_${rows.length}件.${format}`,
      };
    },
  };
}

/** The heads are the first line; the record of the export comes last, and its last line shows that the file is complete. */
function csvOf(heads: readonly string[], rows: readonly RegisterCell[][], note: [string, string][]): string {
  const cell = (value: RegisterCell) => (typeof value === 'number' ? numberCell(value) : textCell(value));
  const tail = [[], ...note, ['文件结束', '没有这一行的文件不完整']];
  return [
    BOM + csvLine(heads.map(textCell)),
    ...rows.map((cells) => csvLine(cells.map(cell))),
    ...tail.map((cells) => csvLine(cells.map(textCell))),
  ].join('');
}

function workbookOf(
  columns: readonly { head: string; width: number }[],
  rows: readonly RegisterCell[][],
  note: [string, string][],
): Iterable<Uint8Array> {
  return workbookBytes([
    {
      name: '督办台账',
      columns: columns.map(({ head, width }) => ({ head, width })),
      chunks: [rows.map((cells) => cells.map(sheetCell))],
    },
    {
      name: '导出说明',
      columns: [
        { head: '项目', width: 14 },
        { head: '内容', width: 80 },
      ],
      chunks: [note.map((cells) => cells.map(sheetCell))],
    },
  ]);
}

function sheetCell(value: RegisterCell): SheetCell {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { kind: 'number', value };
  return { kind: 'text', text: value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim() };
}

/** A stream that makes the next piece only when it is read. */
function streamOf(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const left = pieces[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = left.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}
