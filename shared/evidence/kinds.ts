/** What a window does with a kind: photos are shown, videos and recordings played, documents only downloaded. */
export type EvidenceGroup = 'photo' | 'video' | 'recording' | 'document';

export type EvidenceKind = {
  /** Shown to operators; the same in Chinese and English. */
  name: string;
  mediaType: string;
  /** Endings of file names without the dot, the usual one first. */
  endings: readonly [string, ...string[]];
  group: EvidenceGroup;
  /**
   * Whether the windows can show or play the file itself. `preview`: the service makes a JPEG of it. `no`: no browser engine
   * plays it, or, for a document, nobody should open it in the console; it is downloaded.
   */
  shown: 'yes' | 'preview' | 'no';
};

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const kind = (
  group: EvidenceGroup,
  shown: EvidenceKind['shown'],
  name: string,
  mediaType: string,
  endings: EvidenceKind['endings'],
): EvidenceKind => ({ name, mediaType, endings, group, shown });

/**
 * Files that are taken as evidence (证据材料): what phones, recorders and offices produce. The file chooser, the window and
 * the service all use this list; `recognise` tells a kind by the content. Not on it:
 * - SVG, HTML and programs, which can run code;
 * - DOC, XLS and PPT: their macros may lie inside the main stream (XLM), where nothing short of a full reader finds them;
 * - archives, because nobody sees what is inside.
 */
export const EVIDENCE = {
  jpeg: kind('photo', 'yes', 'JPG', 'image/jpeg', ['jpg', 'jpeg', 'jpe', 'jfif']),
  png: kind('photo', 'yes', 'PNG', 'image/png', ['png']),
  webp: kind('photo', 'yes', 'WebP', 'image/webp', ['webp']),
  gif: kind('photo', 'yes', 'GIF', 'image/gif', ['gif']),
  heic: kind('photo', 'preview', 'HEIC', 'image/heic', ['heic', 'heif', 'hif']),
  mp4: kind('video', 'yes', 'MP4', 'video/mp4', ['mp4', 'm4v']),
  mov: kind('video', 'yes', 'MOV', 'video/quicktime', ['mov', 'qt']),
  '3gp': kind('video', 'yes', '3GP', 'video/3gpp', ['3gp', '3gpp', '3g2']),
  webm: kind('video', 'yes', 'WebM', 'video/webm', ['webm']),
  mp3: kind('recording', 'yes', 'MP3', 'audio/mpeg', ['mp3']),
  m4a: kind('recording', 'yes', 'M4A', 'audio/mp4', ['m4a', 'm4b', 'mp4']),
  aac: kind('recording', 'yes', 'AAC', 'audio/aac', ['aac']),
  amr: kind('recording', 'no', 'AMR', 'audio/amr', ['amr', 'awb']),
  wav: kind('recording', 'yes', 'WAV', 'audio/wav', ['wav']),
  ogg: kind('recording', 'yes', 'OGG', 'audio/ogg', ['ogg', 'oga', 'opus']),
  pdf: kind('document', 'no', 'PDF', 'application/pdf', ['pdf']),
  // GB/T 33190: the fixed-layout format of Chinese administrations.
  ofd: kind('document', 'no', 'OFD', 'application/ofd', ['ofd']),
  docx: kind('document', 'no', 'DOCX', `${OFFICE}.wordprocessingml.document`, ['docx']),
  xlsx: kind('document', 'no', 'XLSX', `${OFFICE}.spreadsheetml.sheet`, ['xlsx']),
  pptx: kind('document', 'no', 'PPTX', `${OFFICE}.presentationml.presentation`, ['pptx']),
} as const satisfies Record<string, EvidenceKind>;
export type EvidenceName = keyof typeof EVIDENCE;

const kinds: readonly EvidenceKind[] = Object.values(EVIDENCE);
const byType = new Map(kinds.map((each) => [each.mediaType, each]));

/** Largest file that is taken, bytes. A phone's photo has 3–8 MB, a scanned contract up to 20 MB. */
export const MAX_EVIDENCE_BYTES = 25 * 1024 * 1024;

/** The kind of a stored file; null for a media type that is not (or no longer) on the list. */
export function kindOfType(mediaType: string): EvidenceKind | null {
  return byType.get(mediaType) ?? null;
}

/** What a file chooser offers: media types and endings, since systems know some kinds only by one of the two. */
export function acceptedByChooser(): string[] {
  return [
    ...new Set(
      kinds.flatMap(({ mediaType, endings }) => [mediaType, ...endings.map((ending) => `.${ending}`)]),
    ),
  ];
}

/** Names of the kinds of a group, in the order of the list. */
export function namesOf(group: EvidenceGroup): string[] {
  return kinds.filter((each) => each.group === group).map(({ name }) => name);
}
