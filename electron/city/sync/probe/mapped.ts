import type { ProbeReport, SourceConfig } from '../../../../shared/contract/sources.ts';
import { type SourceAdapter, UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';
import { parseJson } from '../parse/json.ts';
import { createRestAdapter } from '../rest/adapter.ts';
import { createSodaAdapter } from '../soda/adapter.ts';
import { sodaMapping } from '../soda/mappings.ts';
import { guessCrs, reportCrs } from './crs.ts';
import type { ProbeRun } from './run.ts';
import { readSample } from './sample.ts';
import { sourceIdFor } from './sourceId.ts';

type Found = Pick<ProbeReport, 'suggested' | 'skewMs' | 'crsGuess' | 'services'>;

const POLL_SECONDS = 60;
const SAMPLE_ROWS = 50;

/**
 * Probes a REST or SODA source by reading its first page with the given mapping; null when nothing can be read. Throws
 * UpstreamError.
 */
export async function probeMapped(run: ProbeRun): Promise<Found | null> {
  const config = run.request.kind === 'rest' ? restConfig(run) : await sodaConfig(run);
  if (config === null) return null;
  const adapter = adapterOf(config, run);
  const sample = await firstRows(adapter, run);
  const { good, points } = readSample(sample.rows, adapter.read, run.steps);
  if (sample.rows.length === 0) return null;
  const crsGuess = guessCrs(points, run.city);
  reportCrs(crsGuess, run.city, run.steps);
  const suggested: SourceConfig = { ...config, crs: crsGuess?.crs ?? config.crs };
  return { suggested: good === 0 ? null : suggested, skewMs: sample.skewMs, crsGuess, services: null };
}

type MappedConfig = Extract<SourceConfig, { kind: 'rest' | 'soda' }>;

function adapterOf(config: MappedConfig, { city, clock }: ProbeRun): SourceAdapter {
  const now = () => clock.now();
  return config.kind === 'rest' ? createRestAdapter(config, city, now) : createSodaAdapter(config, city, now);
}

function restConfig(run: ProbeRun): MappedConfig | null {
  const { mapping } = run.request;
  if (mapping === null) {
    run.steps.failed('mapping', 'probe-no-mapping', {});
    return null;
  }
  return { ...common(run), kind: 'rest', mapping, crs: mapping.crs, zone: mapping.zone };
}

async function sodaConfig(run: ProbeRun): Promise<MappedConfig | null> {
  const { request, steps } = run;
  const url = new URL(request.url);
  url.searchParams.set('$limit', '20');
  const response = await run.http.get(url.href, { accept: 'application/json' });
  const rows = response.status === 200 ? parseJson(response.text) : null;
  if (!Array.isArray(rows)) {
    steps.failed('data-set', 'probe-not-soda', { status: response.status });
    return null;
  }
  const columns = [...new Set(rows.filter(isObject).flatMap((row) => Object.keys(row)))];
  const { mapping, missing } = sodaMapping(request.url, columns);
  if (missing.length > 0) {
    steps.failed('mapping', 'probe-unmapped', { fields: missing });
    return null;
  }
  steps.ok('mapping', 'probe-mapped', { count: Object.keys(mapping.fields).length });
  const options = { mapping, ratePerMinute: null, pageSize: 1000 };
  return { ...common(run), kind: 'soda', options, crs: mapping.crs, zone: mapping.zone };
}

function common(run: ProbeRun) {
  const { request } = run;
  return {
    id: sourceIdFor(request.url),
    name: new URL(request.url).hostname,
    pollSeconds: POLL_SECONDS,
    paused: false,
    auth: request.auth,
    jurisdiction: request.jurisdiction,
    url: request.url.trim(),
  };
}

async function firstRows(
  adapter: SourceAdapter,
  run: ProbeRun,
): Promise<{ rows: unknown[]; skewMs: number | null }> {
  const { http, clock, signal } = run;
  const pull = adapter.pull({
    http,
    cursor: null,
    now: () => clock.now(),
    openSourceIds: () => [],
    pollMs: POLL_SECONDS * 1_000,
    signal,
  });
  try {
    for await (const page of pull) {
      if (page.rows.length > 0) return { rows: page.rows.slice(0, SAMPLE_ROWS), skewMs: page.skewMs };
    }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    run.steps.add('access', false, error.sent);
  }
  return { rows: [], skewMs: null };
}
