/**
 * The text of a file in UTF-8, or in GB 18030 or UTF-16, in which spreadsheets in China write tables. Null where it is none of
 * them, or only blank.
 */
export async function readText(file: Blob): Promise<string | null> {
  const bytes = await file.arrayBuffer();
  for (const encoding of [utf16Of(new Uint8Array(bytes)) ?? 'utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.trim() === '' ? null : text;
    } catch {
      // The next encoding.
    }
  }
  return null;
}

/** By its byte order mark, which no text in UTF-8 or GB 18030 begins with. */
function utf16Of([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}
