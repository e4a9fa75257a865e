export type PeopleRefusal =
  | 'wrong-pin'
  | 'locked-out'
  | 'disabled'
  | 'weak-pin'
  | 'exists'
  | 'unknown'
  | 'roles-conflict'
  | 'forbidden';

/** A refused change of operators or sessions. `message` is Chinese, for the operator. */
export class PeopleRefused extends Error {
  readonly code: PeopleRefusal;
  readonly details: Record<string, unknown>;
  constructor(code: PeopleRefusal, message: string, details: Record<string, unknown>) {
    super(message);
    this.name = 'PeopleRefused';
    this.code = code;
    this.details = details;
  }
}
