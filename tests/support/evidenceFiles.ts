import { readFileSync } from 'node:fs';
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { EvidenceName } from '../../shared/evidence/kinds.ts';

type Content = Uint8Array<ArrayBuffer>;

/** A file of tests/fixtures/evidence. */
export function evidenceFile(name: string): Content {
  return Uint8Array.from(readFileSync(new URL(`../fixtures/evidence/${name}`, import.meta.url)));
}

/** A photo unlike any other: `what` follows the end of the picture. */
export function photoOf(what: string): Content {
  return Uint8Array.from(Buffer.concat([evidenceFile('photo.jpg'), Buffer.from(what)]));
}

/** A ZIP with parts of the given content. */
export function zipOf(parts: Record<string, string>): Content {
  const zippable: Zippable = Object.fromEntries(
    Object.entries(parts).map(([name, text]) => [name, strToU8(text)]),
  );
  return Uint8Array.from(zipSync(zippable, { mtime: new Date('2026-01-05T00:00:00') }));
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';

/** An office document as small as one can be. */
export function officeOf(main: string, body: string): Content {
  return zipOf({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`,
    [main]: `${XML}${body}`,
  });
}

const PDF =
  '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n';

/** A real file of each kind that is taken: its kind, name and content. */
export const EVIDENCE_FILES: readonly [EvidenceName, string, Content][] = [
  ['jpeg', '现场 1.jpg', evidenceFile('photo.jpg')],
  ['png', '截图.png', evidenceFile('photo.png')],
  ['webp', '现场.webp', evidenceFile('photo.webp')],
  ['gif', '监控.gif', evidenceFile('photo.gif')],
  ['heic', 'IMG_0001.HEIC', evidenceFile('photo.heic')],
  ['heic', 'IMG_0002.heic', evidenceFile('photo-turned.heic')],
  ['mp4', '录像.mp4', evidenceFile('video.mp4')],
  ['mov', 'IMG_0003.MOV', evidenceFile('video.mov')],
  ['3gp', '旧手机.3gp', evidenceFile('video.3gp')],
  ['webm', '录屏.webm', evidenceFile('video.webm')],
  ['mp3', '电话录音.mp3', evidenceFile('recording-tagged.mp3')],
  ['mp3', '电话录音（无标签）.mp3', evidenceFile('recording-untagged.mp3')],
  ['m4a', '新录音 1.m4a', evidenceFile('recording.m4a')],
  ['aac', '录音.aac', evidenceFile('recording.aac')],
  ['amr', '录音.amr', evidenceFile('recording.amr')],
  ['wav', '录音.wav', evidenceFile('recording.wav')],
  ['ogg', '语音.ogg', evidenceFile('recording.ogg')],
  ['pdf', '通知.pdf', Uint8Array.from(Buffer.from(`${PDF}trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`))],
  ['ofd', '公文.ofd', zipOf({ 'OFD.xml': `${XML}<ofd:OFD/>`, 'Doc_0/Document.xml': XML })],
  ['docx', '情况说明.docx', officeOf('word/document.xml', '<w:document/>')],
  ['xlsx', '台账.xlsx', officeOf('xl/workbook.xml', '<workbook/>')],
  ['pptx', '汇报.pptx', officeOf('ppt/presentation.xml', '<p:presentation/>')],
];
