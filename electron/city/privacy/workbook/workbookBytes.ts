import { columnName, escaped, type FORMAT, rowXml, type SheetCell } from './cellXml.ts';
import { type ZipPart, zipBytes } from './zip.ts';

/** A sheet; its rows come in chunks, below a head that stays in view and can be filtered by. */
export type Sheet = {
  /** At most 31 letters, none of `[]:*?/\`. */
  name: string;
  columns: { head: string; width: number }[];
  chunks: Iterable<(readonly SheetCell[])[]>;
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Order of `FORMAT`. Texts are formatted as such (@), so that nothing becomes a number or a formula when a cell is edited. */
const CELL_FORMATS: Record<keyof typeof FORMAT, string> = {
  general: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  text: '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  time: '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  day: '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  head: '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>',
};

/**
 * A workbook (.xlsx, ECMA-376) as a stream of bytes, in memory chunk by chunk. The same sheets give the same bytes.
 * @throws RangeError where a sheet would pass 4 GiB
 */
export function workbookBytes(sheets: readonly Sheet[]): Generator<Buffer> {
  return zipBytes(partsOf(sheets));
}

function* partsOf(sheets: readonly Sheet[]): Generator<ZipPart> {
  yield part('[Content_Types].xml', contentTypes(sheets.length));
  yield part(
    '_rels/.rels',
    `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  const lastRows: number[] = [];
  for (const [index, sheet] of sheets.entries()) {
    yield {
      name: `xl/worksheets/sheet${index + 1}.xml`,
      pieces: sheetPieces(sheet, index === 0, (last) => {
        lastRows[index] = last;
      }),
    };
  }
  yield part('xl/styles.xml', styles());
  // Written last: the range of each filter is only known now.
  yield part('xl/workbook.xml', workbook(sheets, lastRows));
  yield part('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
}

function part(name: string, xml: string): ZipPart {
  return { name, pieces: [XML + xml] };
}

function* sheetPieces(
  { columns, chunks }: Sheet,
  isFirst: boolean,
  onEnd: (lastRow: number) => void,
): Generator<string> {
  const widths = columns
    .map(
      ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join('');
  const head = columns.map((column): SheetCell => ({ kind: 'head', text: column.head }));
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>${rowXml(1, head)}`;
  let row = 1;
  for (const rows of chunks) yield rows.map((cells) => rowXml(++row, cells)).join('');
  onEnd(row);
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${row}"/></worksheet>`;
}

function contentTypes(sheets: number): string {
  const overrides = Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
  );
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${overrides.join('')}</Types>`;
}

function workbook(sheets: readonly Sheet[], lastRows: readonly number[]): string {
  const entries = sheets.map(
    ({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  // Excel keeps the range of a filter a second time, under this name.
  const filters = sheets.map(
    ({ name, columns }, i) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">'${escaped(name.replaceAll("'", "''"))}'!$A$1:$${columnName(columns.length - 1)}$${lastRows[i] ?? 1}</definedName>`,
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${entries.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

function workbookRelations(sheets: number): string {
  const entries = Array.from(
    { length: sheets },
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return `<Relationships xmlns="${RELATIONS}">${entries.join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

function styles(): string {
  const formats = Object.values(CELL_FORMATS);
  return `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF3"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
