import type { Clock } from '../ports.ts';
import type { PeopleTable } from '../store/peopleTable.ts';
import type { UnlockRequest } from './unlockRequests.ts';

/**
 * Lifts the locks of one operator or of all, for the person at the machine (`npm run unlock`). Each is an audit line with
 * the system user. The PINs stay.
 */
export function createUnlock(table: PeopleTable, clock: Clock): (request: UnlockRequest) => void {
  return ({ operator, user }) => {
    const at = clock.now();
    const locked = new Set(table.locked(at).map((counter) => counter.operator));
    for (const { key, id } of table.operators()) {
      if (!locked.has(id) || (operator !== null && operator !== id)) continue;
      const line = { at, actor: null, action: 'operator.unlock' as const, subject: id };
      table.unlock(key, { ...line, result: 'done', details: { commandLine: user } });
    }
  };
}
