/** A file type accepted for attachments, detected from the content and not from the name. */
export type FileType = { type: string; ending: string };

const kind = (type: string, ending: string): FileType => ({ type, ending });

/** Signatures: [offset, bytes as latin-1], all of which must match. */
const SIGNATURES: readonly [FileType, ...[number, string][]][] = [
  [kind('image/jpeg', 'jpg'), [0, '\xff\xd8\xff']],
  [kind('image/png', 'png'), [0, '\x89PNG\r\n\x1a\n']],
  [kind('image/webp', 'webp'), [0, 'RIFF'], [8, 'WEBP']],
  [kind('image/heic', 'heic'), [4, 'ftyphe']],
  [kind('image/heic', 'heic'), [4, 'ftypmif1']],
  [kind('video/mp4', 'mp4'), [4, 'ftypisom']],
  [kind('video/mp4', 'mp4'), [4, 'ftypmp4']],
  [kind('video/mp4', 'mp4'), [4, 'ftypavc1']],
  [kind('audio/mp4', 'm4a'), [4, 'ftypM4A']],
  // Recordings of telephone answers.
  [kind('audio/mpeg', 'mp3'), [0, 'ID3']],
  [kind('audio/mpeg', 'mp3'), [0, '\xff\xfb']],
  [kind('audio/amr', 'amr'), [0, '#!AMR']],
  [kind('audio/wav', 'wav'), [0, 'RIFF'], [8, 'WAVE']],
  [kind('application/pdf', 'pdf'), [0, '%PDF-']],
];

/** ZIP members that identify an office format. Formats with macros are excluded on purpose. */
const OFFICE: readonly [string, FileType][] = [
  [
    'word/document.xml',
    kind('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'),
  ],
  ['xl/workbook.xml', kind('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx')],
  // GB/T 33190: the fixed-layout format of Chinese administrations.
  ['OFD.xml', kind('application/ofd', 'ofd')],
];

/** The type of a file; null for anything not accepted: web pages, scripts, programs, archives, office files with macros. */
export function detectFileType(bytes: Buffer): FileType | null {
  for (const [found, ...marks] of SIGNATURES)
    if (marks.every(([at, mark]) => bytes.toString('latin1', at, at + mark.length) === mark)) return found;
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04') return null;
  const members = zipMembers(bytes);
  if (members.some((name) => name.endsWith('vbaProject.bin'))) return null;
  return OFFICE.find(([member]) => members.includes(member))?.[1] ?? null;
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;

/** Names in the central directory of a ZIP (APPNOTE.TXT 4.3.12); none if it cannot be read. */
function zipMembers(bytes: Buffer): string[] {
  const end = bytes.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0 || end + 22 > bytes.length) return [];
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return [];
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}
