import type { Operator } from '../../../shared/contract/people.ts';
import type { PeopleTable } from '../store/peopleTable.ts';
import { operatorOf } from './operatorOf.ts';
import { atPost } from './posts.ts';
import { PeopleRefused } from './refused.ts';

/**
 * An operator as the records have them now, at the post at which they were let in.
 * @throws PeopleRefused `forbidden` if the account was disabled or has left that post
 */
export function currentOperator(
  table: Pick<PeopleTable, 'operator'>,
  by: Pick<Operator, 'id' | 'org'>,
): Operator {
  const record = table.operator(by.id);
  const found = record === null || record.disabled ? null : atPost(record, by.org);
  if (found === null) throw new PeopleRefused('forbidden', { reason: 'left-meanwhile' });
  return operatorOf(found);
}
