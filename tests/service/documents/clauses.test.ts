import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkClauses } from '../../../electron/city/documents/clauses/checkClauses.ts';
import { builtDocument, makeDocument } from '../../../electron/city/documents/makeDocument.ts';
import { BULLETIN, MINUTES, SAMPLES } from '../../support/sampleDocuments.ts';

const docxOf = async (request: (typeof SAMPLES)[number]) => {
  const built = builtDocument(request);
  return { bytes: (await makeDocument(built, [], 'docx')).bytes, document: built.document };
};

/** The file with one part of its XML changed; fails where there was nothing to change. */
function withPart(docx: Uint8Array, part: string, from: RegExp, to: string): Uint8Array {
  const parts = unzipSync(docx);
  const xml = strFromU8(parts[part] ?? new Uint8Array());
  expect(xml).toMatch(from);
  return zipSync({ ...parts, [part]: strToU8(xml.replace(from, to)) });
}

describe('a document by GB/T 9704', () => {
  it.each(SAMPLES.map((request) => [request.kind, request] as const))(
    '%s keeps every clause',
    async (_, request) => {
      const { bytes, document } = await docxOf(request);
      expect(checkClauses(bytes, document)).toEqual([]);
    },
  );

  it.each([
    ['5.2.1', 'word/document.xml', /w:top="2098"/, 'w:top="1440"'],
    ['5.2.3', 'word/document.xml', /w:linePitch="579"/, 'w:linePitch="312"'],
    ['5.2.3', 'word/document.xml', /<w:widowControl w:val="false"\/>/, ''],
    ['5.2.3', 'word/document.xml', /<w:spacing w:val="-5"\/>/, ''],
    ['7.2.4', 'word/document.xml', /<w:color w:val="FF0000"\/>/, '<w:color w:val="000000"/>'],
    ['7.2.5', 'word/document.xml', /样管办〔2026〕35号/, '样管办[2026]35号'],
    ['7.3.1', 'word/document.xml', /<w:sz w:val="44"\/>/, '<w:sz w:val="36"/>'],
    ['7.3.3', 'word/document.xml', /w:eastAsia="楷体_GB2312"/, 'w:eastAsia="宋体"'],
    ['7.4', 'word/document.xml', /w:tblpYSpec="bottom"/, 'w:tblpYSpec="top"'],
    ['7.5', 'word/footer1.xml', /w:eastAsia="宋体"/, 'w:eastAsia="黑体"'],
    ['7.5', 'word/settings.xml', /<w:evenAndOddHeaders\/>/, ''],
  ])('a file that breaks clause %s in %s (%s) is found', async (clause, part, from, to) => {
    const { bytes, document } = await docxOf({ kind: 'bulletin', input: BULLETIN });
    const found = checkClauses(withPart(bytes, part, from, to), document).map((one) => one.clause);
    expect(new Set(found)).toEqual(new Set([clause]));
  });

  it('minutes have no red rule, and are found where they have one', async () => {
    const { bytes } = await docxOf({ kind: 'bulletin', input: BULLETIN });
    const { document } = await docxOf({ kind: 'minutes', input: MINUTES });
    const what = checkClauses(bytes, document).map((one) => one.what);
    expect(what).toContain('纪要无红色分隔线');
  });
});
