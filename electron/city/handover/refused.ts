import { CodedError } from '../../../shared/errors/codedError.ts';
import type { HandoverCode } from '../../../shared/handover/refusals.ts';

/** A step of a hand-over that is not let through. */
export class HandoverRefused extends CodedError<HandoverCode> {
  constructor(code: HandoverCode) {
    super(code, {});
  }
}
