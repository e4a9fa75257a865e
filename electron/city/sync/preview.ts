import type { PreviewReport } from '../../../shared/contract/sources.ts';
import type { Placer, PreviewOf } from '../ports.ts';
import { type Http, type RowReading, type SourceAdapter, UpstreamError } from './adapter.ts';
import { placeRow } from './commit.ts';

/**
 * The newest rows of an old archive may follow many empty time windows. After this many pages the preview shows what it
 * has.
 */
const MAX_PAGES = 150;

type PreviewRow = PreviewReport['rows'][number];

/** Reads the first rows as they would be stored, without writing anything. Throws UpstreamError. */
export async function previewSource(
  request: PreviewOf,
  adapter: SourceAdapter,
  http: Http,
  secret: string | null,
  placer: Placer,
  now: () => number,
  signal: AbortSignal,
): Promise<PreviewReport> {
  const rows: PreviewRow[] = [];
  let pages = 0;
  const pull = adapter.pull({
    http,
    cursor: null,
    now,
    openSourceIds: () => [],
    pollMs: request.config.pollSeconds * 1_000,
    secret,
    signal,
  });
  try {
    for await (const page of pull) {
      for (const row of page.rows.slice(0, request.limit - rows.length))
        rows.push(toPreviewRow(adapter.read(row), placer, now()));
      pages += 1;
      if (rows.length >= request.limit || pages >= MAX_PAGES) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    // Rows that arrived before the timeout are more useful than the timeout error.
    if (rows.length === 0) throw previewTimeout();
  }
  if (signal.aborted && rows.length === 0) throw previewTimeout();
  return { rows };
}

function previewTimeout(): UpstreamError {
  return new UpstreamError('preview-timeout', {}, true);
}

function toPreviewRow(reading: RowReading, placer: Placer, now: number): PreviewRow {
  if (!reading.ok) {
    const { code, parameters, reason, payload } = reading.refusal;
    return { outcome: 'quarantine', code, parameters, reason, raw: readPayload(payload) };
  }
  const outcome = placeRow(reading, placer, [], now);
  if (!outcome.ok) throw new Error('unreachable: a case that was read can be placed');
  const { contact, raw, pauses: _, suspension: __, ...shown } = outcome.case;
  return {
    outcome: 'ok',
    case: { ...shown, hasContact: contact !== null, raw: readPayload(raw) },
    notes: reading.notes,
  };
}

function readPayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
