import type { HttpAnswer } from '../adapter.ts';

type Entry = { answer: HttpAnswer; chars: number };

/** Longer texts are not cached. */
const MAX_ENTRY_CHARS = 1024 * 1024;

/**
 * Cache of answers for conditional requests (ETag, Last-Modified). It keeps the text with the validator: when committing
 * an answer failed (disk full), the next 304 must still yield its text.
 */
export class ConditionalCache {
  private readonly entries = new Map<string, Entry>();
  private chars = 0;
  private readonly maxEntries: number;
  private readonly maxChars: number;

  constructor(maxEntries: number, maxChars: number) {
    this.maxEntries = maxEntries;
    this.maxChars = maxChars;
  }

  /** Headers to add to the request for this key; empty when nothing is cached. */
  conditions(key: string): Record<string, string> {
    const known = this.entries.get(key)?.answer.headers;
    if (known === undefined) return {};
    const headers: Record<string, string> = {};
    if (known['etag'] !== undefined) headers['if-none-match'] = known['etag'];
    if (known['last-modified'] !== undefined) headers['if-modified-since'] = known['last-modified'];
    return headers;
  }

  /** The cached answer with the server time of the 304. */
  revalidated(key: string, fresh: HttpAnswer): HttpAnswer | null {
    const known = this.entries.get(key);
    if (known === undefined) return null;
    this.entries.delete(key);
    this.entries.set(key, known);
    return { ...known.answer, serverNow: fresh.serverNow };
  }

  remember(key: string, answer: HttpAnswer): void {
    this.forget(key);
    const hasValidator =
      answer.headers['etag'] !== undefined || answer.headers['last-modified'] !== undefined;
    if (!hasValidator || answer.status !== 200 || answer.text.length > MAX_ENTRY_CHARS) return;
    this.entries.set(key, { answer, chars: answer.text.length });
    this.chars += answer.text.length;
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.maxEntries && this.chars <= this.maxChars) break;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    this.chars -= this.entries.get(key)?.chars ?? 0;
    this.entries.delete(key);
  }
}
