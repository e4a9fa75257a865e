import { type ProbeReport, type ProbeRequest, ServiceKind } from '../../../../shared/contract/sources.ts';
import type { Clock } from '../../ports.ts';
import { type CityContext, UpstreamError } from '../adapter.ts';
import { checkAddress, originAndPath } from '../http/address.ts';
import type { RateLimitHit } from '../http/hostGate.ts';
import type { UpstreamHttp } from '../http/http.ts';
import { credentialsFor } from '../sourceSession.ts';
import { probeMapped } from './mapped.ts';
import { probeOpen311 } from './open311.ts';
import { ProbeCutShort } from './probeClient.ts';
import { recogniseService } from './recognise.ts';
import { type ProbeRun, Steps } from './run.ts';
import { probeService } from './service.ts';

/** `layer`: of a service, as the command line gives it; null or absent: the address names it. */
export type SourceProbe = ProbeRequest & { layer?: string | null };

export type ProbeDeps = { http: UpstreamHttp; city: CityContext; clock: Clock; signal: AbortSignal };

/** An operator waits for the result, so a failing request is attempted twice only. */
const TRIES = 2;

/**
 * Determines how to query an upstream, with some fifteen requests. Failures of the upstream become lines of the report
 * and are never thrown.
 */
export async function probeSource(request: SourceProbe, deps: ProbeDeps): Promise<ProbeReport> {
  const steps = new Steps();
  const failed = (): ProbeReport => ({
    ok: false,
    steps: steps.all,
    suggested: null,
    skewMs: null,
    crsGuess: null,
    services: null,
  });
  try {
    const url = checkAddress(request.url);
    steps.ok('address', 'probe-address', { address: originAndPath(url) });
    const http = deps.http.session({
      // A cache namespace of its own: probing needs fresh responses.
      key: `probe:${deps.clock.now()}`,
      ratePerMinute: null,
      credentials: credentialsFor(request.auth, request.url, request.secret),
      signal: deps.signal,
      tries: TRIES,
    });
    const startedAt = deps.clock.now();
    const { city, clock, signal } = deps;
    const lastRateLimit = (): RateLimitHit | null => {
      const hit = deps.http.lastRateLimitOf(request.url);
      return hit !== null && hit.at >= startedAt ? hit : null;
    };
    const run: ProbeRun = { request, http, city, clock, signal, steps, lastRateLimit };
    const service = serviceAt(request);
    const found =
      service !== null
        ? await probeService(run, service)
        : request.kind === 'open311'
          ? await probeOpen311(run)
          : await probeMapped(run);
    return found === null ? failed() : { ok: found.suggested !== null, steps: steps.all, ...found };
  } catch (error) {
    if (error instanceof ProbeCutShort) {
      steps.failed('access', 'probe-cut-short', { cause: error.sent });
      return failed();
    }
    if (!(error instanceof UpstreamError)) throw error;
    steps.add(error.code === 'bad-url' ? 'address' : 'access', false, error.sent);
    return failed();
  }
}

/** The kind of service that was chosen, or that the address tells; null for another kind of source. */
function serviceAt({ kind, url }: SourceProbe): ServiceKind | null {
  const chosen = ServiceKind.safeParse(kind);
  return chosen.success ? chosen.data : recogniseService(checkAddress(url));
}
