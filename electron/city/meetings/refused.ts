import { CodedError } from '../../../shared/errors/codedError.ts';
import type { MeetingCode, MeetingRefusal } from '../../../shared/meeting/refusals.ts';

/** A step of a meeting that is not let through. */
export class MeetingRefused extends CodedError<MeetingCode> {
  constructor({ code, parameters }: Pick<MeetingRefusal, 'code' | 'parameters'>) {
    super(code, parameters);
  }
}
