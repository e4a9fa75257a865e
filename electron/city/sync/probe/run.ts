import type { ProbeReport, ProbeRequest } from '../../../../shared/contract/sources.ts';
import type { Clock } from '../../ports.ts';
import type { CityFrame, Http } from '../adapter.ts';
import type { Refused } from '../http/hostGate.ts';

/** What the two kinds of probe work with. */
export type ProbeRun = {
  request: ProbeRequest;
  http: Http;
  frame: CityFrame;
  clock: Clock;
  signal: AbortSignal;
  steps: Steps;
  /** The last 429 with a time to wait that this probe ran into. */
  refusal(): Refused | null;
};

/** The questions asked and what came of them, one Chinese line each. */
export class Steps {
  readonly all: ProbeReport['steps'] = [];

  ok(what: string, detail: string): void {
    this.all.push({ what, ok: true, detail });
  }

  failed(what: string, detail: string): void {
    this.all.push({ what, ok: false, detail });
  }
}
