import type { ProbeRequest } from '../../../../shared/contract/sources.ts';
import type { Clock } from '../../ports.ts';
import type { CityFrame, Http } from '../adapter.ts';
import type { Refused } from '../http/hostGate.ts';
import type { Steps } from './steps.ts';

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
