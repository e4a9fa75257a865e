import { CodedError } from '../../../shared/errors/codedError.ts';
import type { ErrorParameters } from '../../../shared/errors/errorText.ts';

/** The statistics worker (统计服务) gives no answer. */
export class ColumnsFailed extends CodedError<'columns-failed'> {
  constructor(reason: ErrorParameters<'columns-failed'>['reason']) {
    super('columns-failed', { reason });
  }
}
