import type { ProbeReport, ProbeRequest } from '../../../../shared/contract/sources.ts';
import type { Clock } from '../../ports.ts';
import type { CityContext, Http } from '../adapter.ts';
import type { RateLimitHit } from '../http/hostGate.ts';

/** What both kinds of probe need. */
export type ProbeRun = {
  request: ProbeRequest;
  http: Http;
  city: CityContext;
  clock: Clock;
  signal: AbortSignal;
  steps: Steps;
  /** The last 429 with Retry-After during this probe; null where there was none. */
  lastRateLimit(): RateLimitHit | null;
};

/** The lines of the probe report: what was tried and its outcome, in Chinese. */
export class Steps {
  readonly all: ProbeReport['steps'] = [];

  ok(what: string, detail: string): void {
    this.all.push({ what, ok: true, detail });
  }

  failed(what: string, detail: string): void {
    this.all.push({ what, ok: false, detail });
  }
}
