import { CodedError } from '../../../shared/errors/codedError.ts';
import type { ErrorCode, KnownError } from '../../../shared/errors/errorText.ts';

/** An act on a supervision order (督办件), or a draw, that a rule refuses. */
export class OrderActRefused extends CodedError<ErrorCode> {
  readonly kind: 'forbidden' | 'conflict' | 'invalid';
  constructor({ error, kind }: { error: KnownError; kind: OrderActRefused['kind'] }) {
    super(error.code, error.parameters);
    this.kind = kind;
  }
}

/** There is no order with this id. */
export class UnknownOrder extends Error {}
