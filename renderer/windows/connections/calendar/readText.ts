/** Beyond that nothing is a year's table. */
const MOST_BYTES = 400_000;

/**
 * The text of a file in UTF-8, or in GB 18030, in which spreadsheets in China write CSV. Null where it is neither, or too
 * large.
 */
export async function readText(file: Blob): Promise<string | null> {
  if (file.size > MOST_BYTES) return null;
  const bytes = await file.arrayBuffer();
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding.
    }
  }
  return null;
}
