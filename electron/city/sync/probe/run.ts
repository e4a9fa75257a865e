import type { SentError } from '../../../../shared/contract/common.ts';
import type { ProbeReport, ProbeRequest, ProbeStep } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { PROBE_STEPS } from '../../../../shared/errors/upstream/probe.ts';
import type { UpstreamCode, UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import type { Clock } from '../../ports.ts';
import type { CityContext, Http } from '../adapter.ts';
import type { RateLimitHit } from '../http/hostGate.ts';

/** What both kinds of probe need. */
export type ProbeRun = {
  request: ProbeRequest & { layer?: string | null };
  http: Http;
  city: CityContext;
  clock: Clock;
  signal: AbortSignal;
  steps: Steps;
  /** The last 429 with Retry-After during this probe; null where there was none. */
  lastRateLimit(): RateLimitHit | null;
};

/** The lines of the probe report (探测结果): what was tried, and its outcome as a message of `shared/errors/upstream`. */
export class Steps {
  readonly all: ProbeReport['steps'] = [];

  ok<C extends UpstreamCode>(step: ProbeStep, code: C, parameters: UpstreamParameters<C>): void {
    this.add(step, true, upstreamMessage(code, parameters));
  }

  failed<C extends UpstreamCode>(step: ProbeStep, code: C, parameters: UpstreamParameters<C>): void {
    this.add(step, false, upstreamMessage(code, parameters));
  }

  /** A line whose outcome is a message that exists already, e.g. that of an error. */
  add(step: ProbeStep, ok: boolean, { code, parameters, message }: SentError): void {
    this.all.push({ step, what: PROBE_STEPS[step].zh, ok, code, parameters, detail: message });
  }
}
