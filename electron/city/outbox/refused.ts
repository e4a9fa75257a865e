import { CodedError } from '../../../shared/errors/codedError.ts';
import type { ErrorParameters } from '../../../shared/errors/errorText.ts';

/** An act on a message that is refused. */
export class OutboxRefused extends CodedError<'outbox-act'> {
  constructor(reason: ErrorParameters<'outbox-act'>['reason']) {
    super('outbox-act', { reason });
  }
}
