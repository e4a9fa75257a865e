import { type ErrorCode, type ErrorParameters, errorText } from './errorText.ts';

/** An error of the table, thrown. `message` is its Chinese sentence, for logs and the command line. */
export class CodedError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly parameters: ErrorParameters<C>;
  constructor(code: C, parameters: ErrorParameters<C>) {
    super(errorText(code, parameters, 'zh'));
    this.name = new.target.name;
    this.code = code;
    this.parameters = parameters;
  }
}
