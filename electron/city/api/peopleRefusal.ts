import type { PeopleRefusal, PeopleRefused } from '../people/refused.ts';
import { sentAnswer } from './apiError.ts';

const STATUS: Record<PeopleRefusal, number> = {
  'wrong-pin': 401,
  'locked-out': 423,
  disabled: 403,
  'weak-pin': 422,
  exists: 409,
  unknown: 404,
  'roles-conflict': 422,
  forbidden: 403,
};

/** What is answered when people may not sign in, or may not manage others. */
export function peopleRefusal(error: PeopleRefused): Response {
  return sentAnswer(STATUS[error.code], error, undefined);
}
