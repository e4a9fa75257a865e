import type { HttpResponse } from '../adapter.ts';

type Entry = { response: HttpResponse; chars: number };

/** Longer bodies are not cached. */
const MAX_ENTRY_CHARS = 1024 * 1024;

/**
 * Cache of responses for conditional requests (ETag, Last-Modified). It keeps the body with the validator: if
 * committing a response failed (disk full), the next 304 must still yield its body.
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
  validators(key: string): Record<string, string> {
    const cached = this.entries.get(key)?.response.headers;
    if (cached === undefined) return {};
    const headers: Record<string, string> = {};
    if (cached['etag'] !== undefined) headers['if-none-match'] = cached['etag'];
    if (cached['last-modified'] !== undefined) headers['if-modified-since'] = cached['last-modified'];
    return headers;
  }

  /**
   * The cached response with the server time of the 304, which becomes the most recently used entry; null when it was
   * evicted.
   */
  revalidate(key: string, notModified: HttpResponse): HttpResponse | null {
    const cached = this.entries.get(key);
    if (cached === undefined) return null;
    this.entries.delete(key);
    this.entries.set(key, cached);
    return { ...cached.response, serverNow: notModified.serverNow };
  }

  put(key: string, response: HttpResponse): void {
    this.evict(key);
    const hasValidator =
      response.headers['etag'] !== undefined || response.headers['last-modified'] !== undefined;
    if (!hasValidator || response.status !== 200 || response.text.length > MAX_ENTRY_CHARS) return;
    this.entries.set(key, { response, chars: response.text.length });
    this.chars += response.text.length;
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.maxEntries && this.chars <= this.maxChars) break;
      this.evict(oldest);
    }
  }

  private evict(key: string): void {
    this.chars -= this.entries.get(key)?.chars ?? 0;
    this.entries.delete(key);
  }
}
