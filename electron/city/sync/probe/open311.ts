import type { LonLat } from '../../../../shared/contract/common.ts';
import type { DialectRecord, ProbeReport, SourceConfig } from '../../../../shared/contract/sources.ts';
import { knownHost } from '../open311/knownHosts.ts';
import { coordinatesOf } from '../open311/point.ts';
import { DIALECTS } from '../open311/presets.ts';
import { baseOf } from '../open311/request.ts';
import { probeBehaviour } from './behaviour.ts';
import { guessCrs, reportCrs } from './crs.ts';
import { describeName, identifyDialect } from './identifyDialect.ts';
import { type Format, ProbeClient, type ProbeResponse } from './probeClient.ts';
import type { ProbeRun } from './run.ts';
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
  if (discovery?.body === null || discovery === null) steps.ok('发现文档', '没有 discovery，不影响使用。');
  else steps.ok('发现文档', `有 discovery（${discovery.format}）。`);

  const services = await firstReadableList(client, 'services', [discovery?.format ?? 'json', 'xml']);
  const serviceCount = services?.rows.length ?? null;
  if (services === null) steps.failed('类别目录', '取不到 services，类别将以工单里的为准。');
  else steps.ok('类别目录', `${services.rows.length} 个类别（${services.format}）。`);

  const sample = await firstReadableList(
    client,
    'requests',
    services?.format === 'xml' ? ['xml', 'json'] : ['json', 'xml'],
  );
  if (sample === null) {
    const again = await client.request('requests', 'json', []);
    steps.failed('工单列表', `取不到 requests：${again.problem ?? '没有应答'}`);
    return null;
  }
  const wrapKey = sample.format === 'json' && sample.body?.kind === 'rows' ? sample.body.wrapKey : null;
  steps.ok(
    '工单列表',
    `${sample.rows.length} 条（${sample.format}${wrapKey === null ? '' : `，外层 ${wrapKey}`}），其中 ${sample.ids.length} 条有编号。`,
  );
  const skewMs = sample.serverNow === null ? null : sample.serverNow - clock.now();
  reportSkew(run, skewMs);

  const preset = request.dialect === null ? null : DIALECTS[request.dialect];
  let dialect: DialectRecord;
  if (preset === null) {
    const behaviour = await probeBehaviour(client, sample, sample.format, run);
    const identified = identifyDialect({ ...behaviour, format: sample.format, wrapKey, url: base }, sample);
    dialect = identified.dialect;
    steps.ok('接口方言', describeName(identified));
  } else {
    dialect = { ...preset, format: sample.format, wrapKey };
    steps.ok('接口方言', `按指定使用 ${dialect.name}。`);
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

/** The first response that is a list, trying the formats in order; null when none is. */
async function firstReadableList(
  client: ProbeClient,
  resource: string,
  formats: Format[],
): Promise<(ProbeResponse & { format: Format }) | null> {
  for (const format of new Set(formats)) {
    const response = await client.request(resource, format, []);
    // The body decides about the format: some servers return XML for .json.
    if (response.status >= 200 && response.status < 300 && response.body?.kind === 'rows') {
      return { ...response, format: response.rows.length > 0 ? response.body.format : format };
    }
  }
  return null;
}

function pointsOf(sample: ProbeResponse): LonLat[] {
  return sample.rows.flatMap((row): LonLat[] => {
    const { x, y } = coordinatesOf(row);
    const lon = Number(x);
    const lat = Number(y);
    const usable =
      x !== null && y !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && lon !== 0 && lat !== 0;
    return usable ? [[lon, lat]] : [];
  });
}

/**
 * The rate limit that the server stated or that is known of its host, per minute; null: it will be learned from 429
 * responses.
 */
function rateToKeep(run: ProbeRun, base: string, stated: StatedRate | null): number | null {
  const known = knownHost(base)?.ratePerMinute ?? null;
  if (known !== null) {
    run.steps.ok('限速', `这个服务公布的限速是每分钟 ${known} 次，按此读取。`);
    return known;
  }
  const hit = run.lastRateLimit();
  const pace = stated ?? (hit === null ? null : rateFromRateLimit(hit));
  if (pace === null) run.steps.ok('限速', '没有见到限速，遇到 429 时自动放慢。');
  else if (pace.perMinute === null) {
    run.steps.ok('限速', `对方给出 ${pace.source}，没有说明时间段；遇到 429 时自动放慢。`);
  } else run.steps.ok('限速', `${pace.source}，按每分钟 ${pace.perMinute} 次读取。`);
  return pace?.perMinute ?? null;
}

function reportSkew(run: ProbeRun, skewMs: number | null): void {
  if (skewMs === null) run.steps.ok('时钟', '对方没有报时，按工单自带时间推进。');
  else if (Math.abs(skewMs) < 60_000) run.steps.ok('时钟', '与本机相差不到 1 分钟。');
  else {
    const direction = skewMs > 0 ? '快' : '慢';
    run.steps.failed(
      '时钟',
      `对方时钟比本机${direction} ${Math.round(Math.abs(skewMs) / 60_000)} 分钟，已按对方时钟推进。`,
    );
  }
}
