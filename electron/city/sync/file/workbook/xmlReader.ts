/** A text between two tags is no longer than this. */
const MAX_TEXT_CHARS = 16 << 20;
const COMMENT = '<!--';
const CDATA = '<![CDATA[';

export type XmlHandler = {
  /** `name`: without prefix; `tag`: as it is written. */
  open(name: string, tag: string): void;
  /** Between two tags, also several times; entities are decoded. */
  text(text: string): void;
  close(name: string): void;
};

/** Reads XML that comes in pieces, and keeps no more of it than an unfinished tag. */
export type XmlReader = {
  /** Throws where tags do not match. */
  read(text: string): void;
  /** Throws where an element was not closed. */
  end(): void;
};

export function createXmlReader(handler: XmlHandler): XmlReader {
  let rest = '';
  const open: string[] = [];

  function tag(xml: string, from: number, end: number): void {
    const isEnd = xml.charCodeAt(from + 1) === SLASH;
    const isEmpty = xml.charCodeAt(end - 2) === SLASH;
    const qualified = nameOf(xml, from + (isEnd ? 2 : 1));
    const colon = qualified.indexOf(':');
    const name = colon < 0 ? qualified : qualified.slice(colon + 1);
    if (isEnd) {
      if (open.pop() !== qualified) throw new Error('tags do not match');
      handler.close(name);
      return;
    }
    handler.open(name, xml.slice(from, end));
    if (isEmpty) handler.close(name);
    else open.push(qualified);
  }

  /** Passes over what is no tag; its end, or −1 where that is still to come. */
  function passOver(xml: string, from: number): number {
    if (xml.charCodeAt(from + 1) === QUESTION_MARK) return after(xml, '?>', from);
    if (xml.length < from + CDATA.length) return -1;
    if (xml.startsWith(COMMENT, from)) return after(xml, '-->', from);
    if (!xml.startsWith(CDATA, from)) return after(xml, '>', from);
    const end = after(xml, ']]>', from);
    if (end > 0) handler.text(xml.slice(from + CDATA.length, end - 3));
    return end;
  }

  return {
    read(text) {
      const xml = rest + text;
      let at = 0;
      for (;;) {
        const next = xml.indexOf('<', at);
        if (next < 0) break;
        if (next > at) handler.text(decoded(xml.slice(at, next)));
        at = next;
        const first = xml.charCodeAt(next + 1);
        const isTag = first !== EXCLAMATION_MARK && first !== QUESTION_MARK;
        const end = isTag ? endOfTag(xml, next) : passOver(xml, next);
        if (end < 0) break;
        if (isTag) tag(xml, next, end);
        at = end;
      }
      rest = xml.slice(at);
      if (rest.length > MAX_TEXT_CHARS) throw new Error('a text exceeds the limit');
    },
    end() {
      if (open.length > 0 || rest.trim() !== '') throw new Error('the end is missing');
    },
  };
}

const SLASH = 0x2f;
const EXCLAMATION_MARK = 0x21;
const QUESTION_MARK = 0x3f;

function nameOf(xml: string, from: number): string {
  let end = from;
  // Up to a blank, `/` or `>`.
  for (let unit = xml.charCodeAt(end); unit > 0x20 && unit !== SLASH && unit !== 0x3e; ) {
    end += 1;
    unit = xml.charCodeAt(end);
  }
  return xml.slice(from, end);
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** A tag ends at the first `>` that is not within a value. */
function endOfTag(xml: string, from: number): number {
  for (let at = from; ; ) {
    const end = xml.indexOf('>', at);
    if (end < 0) return -1;
    const quote = openQuote(xml, at, end);
    if (quote === '') return end + 1;
    const closed = xml.indexOf(quote, end);
    if (closed < 0) return -1;
    at = closed + 1;
  }
}

/** The quotation mark that is open at `end`; none: ''. */
function openQuote(xml: string, from: number, end: number): string {
  let quote = '';
  for (let at = from; at < end; at++) {
    const letter = xml.charCodeAt(at);
    if (letter !== 0x22 && letter !== 0x27) continue;
    const mark = letter === 0x22 ? '"' : "'";
    if (quote === '') quote = mark;
    else if (quote === mark) quote = '';
  }
  return quote;
}

/** A name begins behind a blank: one without an end is not searched again from each of its letters. */
const ATTRIBUTE = /(?<=\s)([^\s=<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The value of an attribute of an opening tag, by its name without prefix; null where it has none. */
export function attribute(tag: string, name: string): string | null {
  for (const [, qualified = '', double, single] of tag.matchAll(ATTRIBUTE))
    if (qualified.slice(qualified.indexOf(':') + 1) === name && !qualified.startsWith('xmlns'))
      return decoded(double ?? single ?? '');
  return null;
}

/** All attributes of an opening tag, by their names with prefixes. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of tag.matchAll(ATTRIBUTE))
    found.set(name, decoded(double ?? single ?? ''));
  return found;
}

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}
