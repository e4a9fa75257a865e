import { HANDOVER_REFUSALS, type HandoverCode } from '../../../shared/handover/refusals.ts';

/** A step of a hand-over that is not let through. `message` is Chinese, for the operator. */
export class HandoverRefused extends Error {
  readonly code: HandoverCode;
  constructor(code: HandoverCode) {
    super(HANDOVER_REFUSALS[code].zh);
    this.name = 'HandoverRefused';
    this.code = code;
  }
}
