import { simplified } from '../../../../shared/text/simplified.ts';

/** Longest part of a header that is read. The meaning of a Chinese header is at its end. */
const MAX_HEADER_CHARS = 200;

const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|「[^「」]*」/g;
/** `1.`, `(2)`, `*` and the like before the name. */
const ORDINAL = /^\s*(?:\(\d{1,3}\)|\d{1,3}[.、)](?!\d)|[*#※•·★]+)\s*/;
/** The hotline or system that a column comes from: 12345, 12319, 热线, 平台. */
const SYSTEM = /^(?:1\d{4}(?!\d)|(?:政务)?(?:服务)?热线|(?:本|省|市|区|县)?(?:级)?(?:平台|系统))+/;
/** Units and datums without brackets: 面积m2, 经度WGS84. */
const UNIT = /(?<=\p{Script=Han})(?:km|m2?|米|°)$|(?:wgs84|gcj02|bd09|cgcs2000)$/u;
/** Prefixes of tables and systems in English names: `sr_status`, `tbl_case`, `fld_title`. */
const ENGLISH_PREFIXES = new Set(['sr', 'tbl', 'fld', 'col', 't', 'f', 'v']);
const ENGLISH_TIME_SUFFIXES = new Set(['dt', 'ts', 'time', 'date', 'datetime', 'timestamp', 'at', 'on']);

/** The words of a header: lower case, without brackets, ordinals, units and prefixes of systems. At least one, which may be empty. */
export function headerWords(header: string): string[] {
  const text = clipped(header).replace(BRACKETED, ' ').replace(ORDINAL, '');
  const step = text.split('.').findLast((part) => part.trim() !== '') ?? text;
  const words = step
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_\-:/\\|、,;*]+/)
    .filter((word) => word !== '');
  const [first = '', ...others] = words;
  const bare = first.replace(SYSTEM, '');
  const isPrefix = others.length > 0 && (bare === '' || ENGLISH_PREFIXES.has(first));
  const named = isPrefix ? others : [bare === '' ? first : bare, ...others];
  const last = named.pop() ?? '';
  const plain = last.replace(UNIT, '');
  if (plain === '' && named.length > 0) return named;
  return [...named, plain === '' ? last : plain];
}

/** The words in brackets of a header, joined. */
export function headerHints(header: string): string {
  return (clipped(header).match(BRACKETED) ?? []).join('').replace(/[\s()[\]【】〔〕<>「」]/g, '');
}

/**
 * The core of a header (字段名核心) in simplified characters: what it says without the system's name, brackets, ordinals,
 * units, blanks, and in English without the suffix of a time. `12345工单编号（必填）` gives 工单编号, `sr_status` gives `status`, `closed_dt`
 * gives `closed`. Never empty unless the header has neither letters nor digits.
 */
export function coreOf(header: string): string {
  const words = headerWords(header);
  if (words.length > 1 && ENGLISH_TIME_SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  return words.join('');
}

function clipped(header: string): string {
  // Cut before and after, since one character can become many.
  const text = header.slice(-MAX_HEADER_CHARS).normalize('NFKC').slice(-MAX_HEADER_CHARS).toWellFormed();
  return simplified(text);
}
