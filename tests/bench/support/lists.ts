import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';

const HEADER = [
  '工单编号',
  '受理时间',
  '问题类型',
  '诉求内容',
  '地址',
  '所属街道',
  '工单状态',
  '办结时间',
  '经度',
  '纬度',
];
const STREETS = ['夫子庙街道', '朝天宫街道', '洪武路街道', '双塘街道', '中华门街道'];
const CLASSES = ['暴露垃圾', '道路破损', '噪声扰民', '违规停车', '井盖缺失', '路灯不亮', '占道经营'];
/** 1 January 2026 as Excel counts days. */
const FIRST_DAY = 46_023;
/** Rows that are handed to the file at once. */
const BATCH = 5000;

/** A cell: a text, a number, or a time as Excel counts days. */
type Cell = string | number | { day: number };

/** Row `n` of a hall's list, all values invented. */
function rowAt(n: number): Cell[] {
  const day = FIRST_DAY + (n % 300) + ((n * 37) % 1440) / 1440;
  const isClosed = n % 5 !== 0;
  return [
    ...[`QH${String(n).padStart(9, '0')}`, { day }, CLASSES[n % CLASSES.length] ?? ''],
    ...[
      `第${n}件：市民反映此处存在问题，请尽快处理`,
      `示例路${n % 999}号`,
      STREETS[n % STREETS.length] ?? '',
    ],
    ...[isClosed ? '已办结' : '办理中', isClosed ? { day: day + 1.5 } : ''],
    ...[118.77 + (n % 997) / 20_000, 32.01 + (n % 991) / 20_000],
  ];
}

/** Writes a list of `rows` rows as CSV, a piece at a time. */
export async function writeCsv(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  const write = async (text: string) => {
    if (!file.write(text)) await once(file, 'drain');
  };
  await write(`${HEADER.join(',')}\r\n`);
  for (let from = 0; from < rows; from += BATCH) await write(batch(from, rows, csvLine));
  file.end();
  await once(file, 'close');
}

/** Writes the same list as .xlsx, a piece at a time, as systems that export large lists do: texts stand in their cells. */
export async function writeLargeXlsx(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  let isFull = false;
  const zip = new Zip((error, data, isLast) => {
    if (error !== null) file.destroy(error);
    else isFull = !file.write(data);
    if (isLast) file.end();
  });
  const closed = once(file, 'close');
  for (const [name, text] of Object.entries(PARTS)) add(zip, name).push(strToU8(text), true);
  const sheet = add(zip, 'xl/worksheets/sheet1.xml');
  sheet.push(strToU8(`${XML}<worksheet xmlns="${MAIN}"><sheetData>${xmlRow(HEADER, 1)}`));
  for (let from = 0; from < rows; from += BATCH) {
    sheet.push(strToU8(batch(from, rows, (cells, n) => xmlRow(cells, n + 2))));
    if (isFull) await once(file, 'drain');
  }
  sheet.push(strToU8('</sheetData></worksheet>'), true);
  zip.end();
  await closed;
}

function batch(from: number, rows: number, line: (cells: Cell[], n: number) => string): string {
  let text = '';
  for (let n = from; n < Math.min(rows, from + BATCH); n++) text += line(rowAt(n), n);
  return text;
}

function csvLine(cells: Cell[]): string {
  const texts = cells.map((cell) => {
    if (typeof cell !== 'object') return String(cell);
    return new Date(Math.round((cell.day - 25_569) * 86_400_000))
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
  });
  return `${texts.join(',')}\r\n`;
}

function xmlRow(cells: Cell[], row: number): string {
  const written = cells.map((cell) => {
    if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
    if (typeof cell === 'object') return `<c s="1"><v>${cell.day}</v></c>`;
    return cell === '' ? '<c/>' : `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

function add(zip: Zip, name: string): ZipDeflate {
  const part = new ZipDeflate(name, { level: 1 });
  zip.add(part);
  return part;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PARTS: Record<string, string> = {
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="明细" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};
