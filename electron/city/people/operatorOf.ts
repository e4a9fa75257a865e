import { Operator } from '../../../shared/contract/people.ts';
import type { OperatorRecord } from '../store/peopleTable.ts';

/** An operator as it is sent: without the PIN and the count of failures. */
export function operatorOf(record: OperatorRecord): Operator {
  const { id, name, roles, org, streets, disabled } = record;
  return Operator.parse({ id, name, roles, org, streets, active: !disabled });
}
