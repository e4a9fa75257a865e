import { CodedError } from '../../../shared/errors/codedError.ts';
import type { ErrorParameters } from '../../../shared/errors/errorText.ts';

/** A step of freezing or publishing that is not let through. */
export class AssessmentRefused extends CodedError<'assessment-refused'> {
  constructor(reason: ErrorParameters<'assessment-refused'>['reason']) {
    super('assessment-refused', { reason });
  }
}
