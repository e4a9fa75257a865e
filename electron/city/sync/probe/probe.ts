import type { ProbeReport, ProbeRequest } from '../../../../shared/contract/sources.ts';
import type { Clock } from '../../ports.ts';
import { type CityFrame, UpstreamError } from '../adapter.ts';
import { checkAddress } from '../http/address.ts';
import type { Refused } from '../http/hostGate.ts';
import type { HttpFamily } from '../http/http.ts';
import { credentialsFor } from '../sourceSession.ts';
import { probeMapped } from './mapped.ts';
import { probeOpen311 } from './open311.ts';
import { type ProbeRun, Steps } from './run.ts';

export type ProbeDeps = { http: HttpFamily; frame: CityFrame; clock: Clock; signal: AbortSignal };

/** Somebody waits at the screen: what fails twice is reported rather than retried for minutes. */
const TRIES = 2;

/**
 * Finds out how an upstream wants to be asked, by asking it some fifteen questions. Never throws for what the upstream
 * does: every question, its answer and its failure is one line of the report.
 */
export async function probeSource(request: ProbeRequest, deps: ProbeDeps): Promise<ProbeReport> {
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
    steps.ok('检查地址', `${url.origin}${url.pathname}`);
    const http = deps.http.session({
      // Probing must see what the server says now, not what another source remembered.
      key: `probe:${deps.clock.now()}`,
      ratePerMinute: null,
      credentials: credentialsFor(request.auth, request.url, request.secret),
      signal: deps.signal,
      tries: TRIES,
    });
    const startedAt = deps.clock.now();
    const { frame, clock, signal } = deps;
    const refusal = (): Refused | null => {
      const refused = deps.http.refusalOf(request.url);
      return refused !== null && refused.at >= startedAt ? refused : null;
    };
    const run: ProbeRun = { request, http, frame, clock, signal, steps, refusal };
    const found = request.kind === 'open311' ? await probeOpen311(run) : await probeMapped(run);
    return found === null ? failed() : { ok: true, steps: steps.all, ...found };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    steps.failed(error.code === 'bad-url' ? '检查地址' : '访问接口', error.message);
    return failed();
  }
}
