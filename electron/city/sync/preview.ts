import type { RowOutcome } from '../../../shared/case/normalised.ts';
import type { PreviewReport } from '../../../shared/contract/sources.ts';
import type { Placer, PreviewOf } from '../ports.ts';
import { type Http, type SourceAdapter, UpstreamError } from './adapter.ts';
import { NOTHING_STORED, placeRows } from './placeRows.ts';
import { readPayload, shownCase } from './shownRow.ts';

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
      const readings = page.rows.slice(0, request.limit - rows.length).map((row) => adapter.read(row));
      const outcomes = placeRows({ store: NOTHING_STORED, placer }, request.config.id, readings, now());
      rows.push(...outcomes.map(previewRow));
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

function previewRow(outcome: RowOutcome): PreviewRow {
  if (!outcome.ok) {
    const { code, parameters, reason, payload } = outcome.refusal;
    return { outcome: 'quarantine', code, parameters, reason, raw: readPayload(payload) };
  }
  const { case: placed, notes = [] } = outcome;
  const { contact, raw } = placed;
  return {
    outcome: 'ok',
    case: { ...shownCase(placed), hasContact: contact !== null, raw: readPayload(raw) },
    notes: [...notes],
  };
}
