import { isDateFormat } from 'hucre';
import { isPadding } from './shownNumber.ts';
import { MAX_TABLE_BYTES, type XlsxParts } from './xlsxParts.ts';
import { attribute, createXmlReader, type XmlHandler } from './xmlReader.ts';

const BOOK = 'xl/workbook.xml';

/** What an .xlsx says of itself beside its rows. */
export type XlsxBook = {
  /** In their order. `part`: null for one that is no table, as a sheet of a chart. */
  sheets: { name: string; hidden: boolean; part: string | null }[];
  /** Days count from 1904, not from 1900. */
  from1904: boolean;
  /** By the number of the style. */
  formats: CellFormat[];
  /** The part with the texts of all sheets; null: they stand in the cells. */
  sharedTexts: string | null;
};

/** How numbers of a style are shown. `padding`: the format that fills them up with zeros; null: they are not. */
export type CellFormat = { isDate: boolean; padding: string | null };

/** Throws where a part is missing or damaged. */
export function readBook(parts: XlsxParts): XlsxBook {
  const relations = relationsOf(parts.text('xl/_rels/workbook.xml.rels', MAX_TABLE_BYTES) ?? '');
  const sheets: XlsxBook['sheets'] = [];
  let from1904 = false;
  readXml(parts.text(BOOK, MAX_TABLE_BYTES) ?? '', {
    open(name, tag) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(tag, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const [title, key] = [attribute(tag, 'name') ?? '', attribute(tag, 'id') ?? ''];
      const relation = relations.find(({ id }) => id === key);
      if (title === '' || key === '') return;
      sheets.push({
        name: title,
        hidden: /^(?:hidden|veryHidden)$/.test(attribute(tag, 'state') ?? ''),
        part: relation?.kind === 'worksheet' ? relation.part : null,
      });
    },
  });
  const part = (kind: string): string | null => relations.find((one) => one.kind === kind)?.part ?? null;
  const styles = part('styles');
  return {
    ...{ sheets, from1904, sharedTexts: part('sharedStrings') },
    formats: formatsOf(styles === null ? '' : (parts.text(styles, MAX_TABLE_BYTES) ?? '')),
  };
}

/** Whether any cell of an .xlsx may have a format that fills its number up with zeros. */
export function hasPadding({ formats }: XlsxBook): boolean {
  return formats.some(({ padding }) => padding !== null);
}

type Relation = { id: string; kind: string; part: string };

function relationsOf(xml: string): Relation[] {
  const found: Relation[] = [];
  readXml(xml, {
    open(name, tag) {
      if (name !== 'Relationship') return;
      const target = attribute(tag, 'Target') ?? '';
      found.push({
        id: attribute(tag, 'Id') ?? '',
        kind: (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '',
        part: pathOf(target),
      });
    },
  });
  return found;
}

/** Of a target that the workbook names, from the root of the archive. */
function pathOf(target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : `xl/${target}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function formatsOf(xml: string): CellFormat[] {
  /** What the workbook defines itself; the program knows the others by their number alone. */
  const own = new Map<string, string>();
  const ids: string[] = [];
  let inside = '';
  readXml(xml, {
    open(name, tag) {
      if (name === 'numFmts' || name === 'cellXfs') inside = name;
      if (inside === 'numFmts' && name === 'numFmt')
        own.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? '');
      if (inside === 'cellXfs' && name === 'xf') ids.push(attribute(tag, 'numFmtId') ?? '0');
    },
    close(name) {
      if (name === inside) inside = '';
    },
  });
  return ids.map((id) => {
    const format = own.get(id) ?? '';
    return {
      isDate: isDateFormat(format === '' ? id : format),
      padding: isPadding(format) ? format : null,
    };
  });
}

function readXml(xml: string, handler: Partial<XmlHandler>): void {
  if (xml === '') return;
  const ignored = (): void => undefined;
  const reader = createXmlReader({ open: ignored, text: ignored, close: ignored, ...handler });
  reader.read(xml.replace(/^\ufeff/, ''));
  reader.end();
}
