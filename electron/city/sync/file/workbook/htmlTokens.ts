/** A tag (`name` in lower case, `attributes` as written) or the text between two. */
export type HtmlToken =
  | { kind: 'open' | 'close'; name: string; attributes: string }
  | { kind: 'text'; text: string };

/**
 * A whole tag. Each part ends before the next `<`, so that no text is read twice. In a quoted value a `>` stands for itself.
 */
const TAG = /<(\/?)([a-z][\w:-]*)(?![\w:-])((?:"[^"<]*"|'[^'<]*'|[^"'<>])*)>/iy;
/** What is left of a tag of a table where one of its first letters was damaged, into any other: `<9td>`, `<;/td>`. */
const TABLE_TAG = /<[^<>]{0,3}t(?:able|[dhr])\b/iy;
/** A tag but for its quotes: one of them was damaged, or put in: `<t"d>`, `</t'>`, `<td width="5>`. */
const BUT_FOR_QUOTES = /<\/?[a-z][^<>]*>/iy;
/** The beginning of a tag, whole or not, up to its attributes. */
const TAG_START = /<([^<>\s]{0,12})/y;
const TABLE_NAMES: ReadonlySet<string> = new Set(['table', 'tr', 'td', 'th']);
/** What is within is no part of the page. */
const HIDDEN: Readonly<Record<string, RegExp>> = {
  script: /<\/script/gi,
  style: /<\/style/gi,
  template: /<\/template/gi,
};

/**
 * The tags and texts of a page, without comments, scripts and styles. Throws where a tag of a table is cut off by another:
 * cells would be lost.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  /** Ends that were looked for in vain: they are not looked for again. */
  const missing = new Set<string>();
  function placeOf(mark: string | RegExp, from: number): number | null {
    const key = String(mark);
    if (missing.has(key)) return null;
    let at: number;
    if (typeof mark === 'string') at = html.indexOf(mark, from);
    else {
      mark.lastIndex = from;
      at = mark.exec(html)?.index ?? -1;
    }
    if (at < 0) missing.add(key);
    return at < 0 ? null : at;
  }

  let from = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    if (at > from) yield { kind: 'text', text: html.slice(from, at) };
    from = at;
    const next = html.charAt(at + 1);
    if (next === '!' || next === '?') {
      const mark = html.startsWith('<!--', at) ? '-->' : '>';
      const end = placeOf(mark, at + 2);
      from = end === null ? at + 1 : end + mark.length;
      if (end === null) yield { kind: 'text', text: '<' };
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (tag === null) {
      if (isDamagedTag(html, at)) throw new Error('broken tags');
      yield { kind: 'text', text: '<' };
      from = at + 1;
      continue;
    }
    const [whole, slash, named = '', attributes = ''] = tag;
    const name = named.toLowerCase();
    if (!TABLE_NAMES.has(name) && TABLE_NAMES.has(lettersOf(name))) throw new Error('broken tags');
    from = at + whole.length;
    const end = slash === '' ? HIDDEN[name] : undefined;
    if (end !== undefined) from = placeOf(end, from) ?? from;
    yield { kind: slash === '' ? 'open' : 'close', name, attributes };
  }
  if (from < html.length) yield { kind: 'text', text: html.slice(from) };
}

function isDamagedTag(html: string, at: number): boolean {
  TABLE_TAG.lastIndex = at;
  TAG_START.lastIndex = at;
  BUT_FOR_QUOTES.lastIndex = at;
  if (BUT_FOR_QUOTES.test(html)) return true;
  return TABLE_TAG.test(html) || TABLE_NAMES.has(lettersOf(TAG_START.exec(html)?.[1] ?? ''));
}

/** A name without what damage may have put into it: of `t"d` or `t9d` it is `td`. */
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" },
  ...{ middot: '·', hellip: '…', mdash: '—', ndash: '–', times: '×', deg: '°', copy: '©' },
  ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’' },
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;

/** A text with what its entities (&amp;nbsp;, &amp;#20013;) stand for. One that is not known stays. */
export function withoutEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const isLetter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isLetter ? String.fromCodePoint(code) : whole;
  });
}
