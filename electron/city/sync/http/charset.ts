/**
 * Decodes a response body. It tries in this order: byte order mark; UTF-8 (text in another encoding is hardly ever
 * valid UTF-8, whatever the headers say); the declared charset; the XML declaration; GB18030, the usual one in China
 * where none is declared; UTF-8 with replacement characters.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le') ?? '';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be') ?? '';
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  for (const label of [declaredCharset(contentType), xmlCharset(bytes), 'gb18030']) {
    if (label === null || /^utf-?8$/i.test(label)) continue;
    const text = decode(bytes, label);
    if (text !== null) return text;
  }
  return new TextDecoder('utf-8').decode(bytes);
}

function declaredCharset(contentType: string | undefined): string | null {
  const label = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? null;
  return label === null ? null : toSuperset(label);
}

function xmlCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label = /^[^<]*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? null;
  return label === null ? null : toSuperset(label);
}

/** Servers that declare GB2312 or GBK often send GB18030, which contains both. */
function toSuperset(label: string): string {
  return /^(gb[-_]?2312|gbk|x-gbk|cp936)$/i.test(label) ? 'gb18030' : label;
}

/** Null when the label is unknown or the bytes do not fit it. A leading byte order mark is dropped. */
function decode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
