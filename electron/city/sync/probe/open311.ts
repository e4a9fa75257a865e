import type { LonLat } from '../../../../shared/contract/common.ts';
import type { DialectRecord, ProbeReport, SourceConfig } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { knownHost } from '../open311/knownHosts.ts';
import { coordinatesOf } from '../open311/point.ts';
import { DIALECTS } from '../open311/presets.ts';
import { baseOf } from '../open311/request.ts';
import { probeBehaviour } from './behaviour.ts';
import { guessCrs, reportCrs } from './crs.ts';
import { identifyDialect, reportDialect } from './identifyDialect.ts';
import { cutShort, type Format, ProbeClient, type ProbeResponse } from './probeClient.ts';
import type { ProbeRun, Steps } from './run.ts';
import { degrees } from './sample.ts';
import { sourceIdFor } from './sourceId.ts';
import { rateFromRateLimit, type StatedRate } from './statedRate.ts';

type Found = Pick<ProbeReport, 'suggested' | 'skewMs' | 'crsGuess' | 'services'>;

const POLL_SECONDS = 60;

/** Probes an Open311 server; null when it returns no list of cases in either format. Throws UpstreamError. */
export async function probeOpen311(run: ProbeRun): Promise<Found | null> {
  const { request, steps, clock } = run;
  const base = baseOf(request.url);
  const client = new ProbeClient(run.http, base, request.jurisdiction);
  const discovery = await firstReadableList(client, 'discovery', ['json', 'xml']);
  if (discovery?.body === null || discovery === null) steps.ok('discovery', 'probe-no-discovery', {});
  else steps.ok('discovery', 'probe-discovery', { format: discovery.format });

  const services = await firstReadableList(client, 'services', [discovery?.format ?? 'json', 'xml']);
  const serviceCount = services?.rows.length ?? null;
  if (services === null) steps.failed('services', 'probe-no-services', {});
  else steps.ok('services', 'probe-services', { count: services.rows.length, format: services.format });

  const sample = await firstReadableList(
    client,
    'requests',
    services?.format === 'xml' ? ['xml', 'json'] : ['json', 'xml'],
  );
  if (sample === null) {
    const again = await client.request('requests', 'json', []);
    steps.failed('cases', 'probe-no-cases', {
      cause: again.problem ?? upstreamMessage('probe-no-response', {}),
    });
    return null;
  }
  const wrapKey = sample.format === 'json' && sample.body?.kind === 'rows' ? sample.body.wrapKey : null;
  steps.ok('cases', 'probe-cases', {
    rows: sample.rows.length,
    ids: sample.ids.length,
    format: sample.format,
    wrapKey,
  });
  const skewMs = sample.serverNow === null ? null : sample.serverNow - clock.now();
  reportSkew(run, skewMs);

  const preset = request.dialect === null ? null : DIALECTS[request.dialect];
  let dialect: DialectRecord;
  if (preset === null) {
    const behaviour = await probeBehaviour(client, sample, sample.format, run);
    const identified = identifyDialect({ ...behaviour, format: sample.format, wrapKey, url: base }, sample);
    dialect = identified.dialect;
    reportDialect(identified, steps);
  } else {
    dialect = { ...preset, format: sample.format, wrapKey };
    steps.ok('dialect', 'probe-dialect-given', { dialect: dialect.name });
  }
  dialect = { ...dialect, ratePerMinute: rateToKeep(run, base, client.statedRate) };
  const crsGuess = guessCrs(pointsOf(sample), run.city);
  reportCrs(crsGuess, run.city, steps);
  const suggested: SourceConfig = {
    kind: 'open311',
    id: sourceIdFor(base),
    name: new URL(base).hostname,
    pollSeconds: POLL_SECONDS,
    paused: false,
    crs: crsGuess?.crs ?? 'wgs84',
    zone: run.city.zone,
    auth: request.auth,
    jurisdiction: request.jurisdiction,
    url: base,
    dialect,
  };
  return { suggested, skewMs, crsGuess, services: serviceCount };
}

/**
 * The first response with rows, trying the formats in order; an empty list where none has any; null when there is no list. Throws
 * ProbeCutShort where the list of cases could not be asked for in a format: nothing is to be concluded from that.
 */
async function firstReadableList(
  client: ProbeClient,
  resource: string,
  formats: Format[],
): Promise<(ProbeResponse & { format: Format }) | null> {
  const empty: (ProbeResponse & { format: Format })[] = [];
  let undecided: ProbeResponse | null = null;
  for (const format of new Set(formats)) {
    const response = await client.request(resource, format, []);
    if (response.isUndecided) undecided = response;
    if (response.status < 200 || response.status >= 300 || response.body?.kind !== 'rows') continue;
    // The body decides about the format: some servers return XML for .json.
    if (response.rows.length > 0) return { ...response, format: response.body.format };
    if (!response.isBlank) empty.unshift({ ...response, format: response.body.format });
    else empty.push({ ...response, format });
  }
  // A list that was not answered may be the one with rows.
  if (undecided !== null && resource === 'requests') throw cutShort(undecided);
  // Of two empty lists the first format counts, unless its body told nothing.
  return (
    empty.toSorted(
      (a, b) =>
        Number(a.isBlank) - Number(b.isBlank) || formats.indexOf(a.format) - formats.indexOf(b.format),
    )[0] ?? null
  );
}

function pointsOf(sample: ProbeResponse): LonLat[] {
  return sample.rows.flatMap((row): LonLat[] => {
    const { x, y } = coordinatesOf(row);
    return degrees(x, y);
  });
}

/**
 * The rate limit that the server stated or that is known of its host, per minute; null: it will be learned from 429
 * responses.
 */
function rateToKeep(run: ProbeRun, base: string, stated: StatedRate | null): number | null {
  const known = knownHost(base)?.ratePerMinute ?? null;
  if (known !== null) {
    run.steps.ok('rate', 'probe-known-rate', { perMinute: known });
    return known;
  }
  const hit = run.lastRateLimit();
  const rate = stated ?? (hit === null ? null : rateFromRateLimit(hit));
  reportRate(rate, run.steps);
  return rate?.perMinute ?? null;
}

function reportRate(rate: StatedRate | null, steps: Steps): void {
  if (rate === null) steps.ok('rate', 'probe-no-rate', {});
  else if (typeof rate.source === 'string')
    steps.ok('rate', 'probe-rate-header', { header: rate.source, perMinute: rate.perMinute });
  else steps.ok('rate', 'probe-rate-429', { ...rate.source, perMinute: rate.perMinute ?? 0 });
}

function reportSkew(run: ProbeRun, skewMs: number | null): void {
  if (skewMs === null) run.steps.ok('clock', 'probe-no-clock', {});
  else if (Math.abs(skewMs) < 60_000) run.steps.ok('clock', 'probe-clock', {});
  else {
    const minutes = Math.round(Math.abs(skewMs) / 60_000);
    run.steps.failed('clock', 'probe-clock-skew', { direction: skewMs > 0 ? 'ahead' : 'behind', minutes });
  }
}
