import type { EvidenceKind } from './kinds.ts';

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** Bytes of a name in UTF-8: 255 on most file systems, less what a browser adds («名称 (1)»). */
const MAX_BYTES = 200;

/**
 * A name under which a file can be saved on Windows, Linux and macOS, and which does not look like another one: the last
 * part of a path, without control and direction characters (U+202E turns `gpj.exe` round) and reserved ones. The ending of
 * its kind is added where the name has none of its endings. `kind` null: the ending stays as it is.
 */
export function fileNameFor(name: string, kind: EvidenceKind | null): string {
  const last = (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').replace(/[<>:"|?*]/g, '_');
  const clean = withoutTail(last.trim());
  const { stem, ending } = splitEnding(clean);
  const keeps = kind === null || kind.endings.some((each) => each === ending.toLowerCase());
  const suffix = keeps ? (ending === '' ? '' : `.${ending}`) : `.${kind.endings[0]}`;
  const base = (keeps ? stem : clean) || '未命名';
  const [device = ''] = base.split('.');
  return cut(DEVICE.test(device) ? `_${base}` : base, MAX_BYTES - suffix.length) + suffix;
}

/** Whether a name has an ending of a kind; a name without any ending counts as having it. */
export function hasEndingOf(name: string, kind: EvidenceKind): boolean {
  const { ending } = splitEnding(name.trim());
  return ending === '' || kind.endings.some((each) => each === ending.toLowerCase());
}

/** An ending is short, and not all of the name. */
function splitEnding(name: string): { stem: string; ending: string } {
  const found = /^(.+)\.([A-Za-z0-9]{1,8})$/su.exec(name);
  return found === null ? { stem: name, ending: '' } : { stem: found[1] ?? '', ending: found[2] ?? '' };
}

/** Without full stops and blanks at the end, which Windows drops. */
function withoutTail(name: string): string {
  let end = name.length;
  while (end > 0 && '. '.includes(name.charAt(end - 1))) end -= 1;
  return name.slice(0, end);
}

/** The longest start of a text of at most so many bytes in UTF-8; no character is cut in two. */
function cut(text: string, bytes: number): string {
  let [kept, used] = ['', 0];
  for (const character of text) {
    used += utf8Length(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}
