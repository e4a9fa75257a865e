import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { builtDocument, makeDocument } from '../../../electron/city/documents/makeDocument.ts';
import { withoutPdfDates } from '../../../electron/city/documents/pdfDates.ts';
import type { DocumentFormat } from '../../../shared/contract/documents.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { BULLETIN, MINUTES, ORDER, RANKING, REGISTER, SAMPLES } from '../../support/sampleDocuments.ts';

type Request = (typeof SAMPLES)[number];
const make = (request: Request, format: DocumentFormat) => makeDocument(builtDocument(request), [], format);
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const RANKED: Request = { kind: 'ranking', input: RANKING };

describe('the bytes of a document', () => {
  it('are the same in a later run and in another time zone', async () => {
    const script = join(import.meta.dirname, '../../support/documentHashesChild.ts');
    const elsewhere = execFileSync(process.execPath, [script], {
      env: { ...process.env, TZ: 'Pacific/Kiritimati' },
      encoding: 'utf8',
    });
    const here: string[] = [];
    for (const request of SAMPLES)
      for (const format of ['docx', 'xlsx', 'html'] as const)
        if (!(request.kind === 'minutes' && format === 'xlsx'))
          here.push(`${request.kind} ${format} ${sha((await make(request, format)).bytes)}`);
    expect(here).toHaveLength(17);
    expect(elsewhere.trim().split('\n')).toEqual(here);
  });

  it('hold no time of today and no random id', async () => {
    const parts = unzipSync((await make({ kind: 'bulletin', input: BULLETIN }, 'docx')).bytes);
    const text = Object.values(parts)
      .map((part) => strFromU8(part))
      .join('');
    expect(Object.keys(parts)).toEqual(Object.keys(parts).sort());
    expect(text).not.toContain(new Date().toISOString().slice(0, 10));
    expect(text).not.toContain('<w:hyperlink');
  });

  it('change with the content, and so does the hash on every page', async () => {
    const [one, other] = await Promise.all([
      make(RANKED, 'docx'),
      make({ kind: 'ranking', input: { ...RANKING, period: '2026-09' } }, 'docx'),
    ]);
    expect(sha(one.bytes)).not.toBe(sha(other.bytes));
    for (const made of [one, other]) {
      const parts = unzipSync(made.bytes);
      const footers = Object.keys(parts).filter((name) => name.startsWith('word/footer'));
      expect(footers).toHaveLength(2);
      for (const name of footers) {
        const text = strFromU8(parts[name] ?? new Uint8Array());
        expect(text).toContain(`编号 PM-2026-08　校验 ${made.hash.slice(0, 16)}　快照 7d7d7d7d7d7d7d7d`);
        expect(text).toContain('样例，数据为虚构');
      }
    }
  });

  it('of a PDF lose their times and keep their length', () => {
    const pdf = (date: string) =>
      new TextEncoder().encode(
        `%PDF-1.4\n<</CreationDate (D:${date})\n/ModDate (D:${date})>>\n/Note (D:20261201)`,
      );
    const fixed = withoutPdfDates(pdf("20261201071200+08'00'"));
    expect(sha(fixed)).toBe(sha(withoutPdfDates(pdf("20251130235959-05'30'"))));
    expect(fixed).toHaveLength(pdf("20261201071200+08'00'").length);
    expect(new TextDecoder().decode(fixed)).toContain("/CreationDate (D:20000101000000+00'00')");
    expect(new TextDecoder().decode(fixed)).toContain('/Note (D:20261201)');
  });
});

describe('a workbook of a document', () => {
  it('has numbers as printed, texts as texts, and a head on every page', async () => {
    const { bytes } = await make(RANKED, 'xlsx');
    const book = await readXlsx(bytes);
    expect(book.sheets.map(({ name }) => name)).toEqual(['样例建成区组', '样例县（市）组']);
    expect(book.sheets[0]?.rows.slice(1, 3)).toEqual([
      ['名次', '单位', '得分', '较上期', '应结案数', '按期结案数', '按期结案率'],
      [1, '样例东城区', 96.66, '—', 3120, '2890（4）', 0.9263],
    ]);
    expect(book.sheets[1]?.rows.at(-1)).toEqual(['—', '样例禹州市', '无数据', '无可比', 0, '0', '无数据']);
    const xml = strFromU8(unzipSync(bytes)['xl/workbook.xml'] ?? new Uint8Array());
    expect(xml).toContain('$1:$2');
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
      'state="frozen"',
    );
  });

  it('takes no text for a formula, and hides the telephone of a citizen', async () => {
    const [entry] = REGISTER.entries;
    if (entry === undefined) throw new Error('no entry');
    const input = {
      ...REGISTER,
      entries: [{ ...entry, matter: '=HYPERLINK("x")', acceptance: '电话13900001111' }],
    };
    const { bytes } = await make({ kind: 'register', input }, 'xlsx');
    const row = (await readXlsx(bytes)).sheets[0]?.rows[2] ?? [];
    expect(row[5]).toBe('=HYPERLINK("x")');
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f>');
    expect(row[6]).toBe('电话139****1111');
  });

  it('is refused for a document without a table, with what to do', async () => {
    await expect(make({ kind: 'minutes', input: MINUTES }, 'xlsx')).rejects.toThrow('请选择 DOCX');
  });
});

describe('a document that is wrong', () => {
  it('is not made: what is missing is told by its name', async () => {
    const missing = () => builtDocument({ kind: 'order', input: { ...ORDER, leader: '', due: null } });
    expect(missing).toThrow(CodedError);
    expect(missing).toThrow('必填项“牵头领导”没有填写；必填项“交办时限”没有填写');
  });

  it('is not made: every number that differs from the snapshot is told', async () => {
    const { document } = builtDocument({ kind: 'bulletin', input: BULLETIN });
    const { facts } = builtDocument({
      kind: 'bulletin',
      input: { ...BULLETIN, now: { ...BULLETIN.now, filed: 15103 } },
    });
    await expect(makeDocument({ document, facts }, [], 'docx')).rejects.toThrow(
      '第6段所依据的数值为 15102，快照为 15103；第6段写的是“15102”，按快照应为“15103”',
    );
  });

  it('never shows what a case holds of a person', async () => {
    const summary = '完颜试样（电话13900001111，样例小区3幢2单元502室）来电。';
    const [item] = MINUTES.items;
    if (item === undefined) throw new Error('no item');
    const built = builtDocument({ kind: 'minutes', input: { ...MINUTES, items: [{ ...item, summary }] } });
    for (const format of ['docx', 'html'] as const) {
      const { bytes } = await makeDocument(built, ['完颜试样'], format);
      const text =
        format === 'html' ? strFromU8(bytes) : strFromU8(unzipSync(bytes)['word/document.xml'] ?? bytes);
      for (const secret of ['完颜试样', '13900001111', '502室']) expect(text).not.toContain(secret);
      expect(text).toContain('139****1111');
    }
  });
});
