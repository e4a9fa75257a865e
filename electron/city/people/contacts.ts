import type { Contact } from '../../../shared/case/normalised.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { Clock } from '../ports.ts';
import type { ContactTable } from '../store/contactTable.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { PeopleRefused } from './refused.ts';
import { hasOnlyRoles } from './roles.ts';

/** Who has no work with citizens: accounts, the audit, and judging the work of others. */
const WITHOUT: readonly Role[] = ['admin', 'audit', 'supervision'];

/** Contact data on demand (查看联系方式): each look, also a refused one, is a line of the audit. */
export type Contacts = {
  /** Null where the case holds none. @throws PeopleRefused to roles that do not handle cases. */
  reveal(by: OperatorRecord, caseId: string, reason: string): Contact | null;
  /** Words to be hidden in the texts of a case for a wall or an export; for masking alone, never to be sent. */
  persons(caseId: string): string[];
  /** The same for the texts of a whistle, which repeat those of its cases. */
  personsOfWhistle(whistleId: string): string[];
};

export function createContacts(people: PeopleTable, contacts: ContactTable, clock: Clock): Contacts {
  return {
    reveal(by, caseId, reason) {
      const line = { at: clock.now(), actor: by.id, action: 'contact.reveal' as const, subject: caseId };
      if (hasOnlyRoles(by, WITHOUT)) {
        people.appendAuditLine({ ...line, result: 'refused', details: { reason: 'forbidden' } });
        throw new PeopleRefused('forbidden', { reason: 'contact' });
      }
      // Written before anything is read: what cannot be logged cannot be seen.
      people.appendAuditLine({ ...line, result: 'done', details: { reason } });
      return contacts.of(caseId);
    },
    persons: (caseId) => wordsOf(contacts.of(caseId)),
    personsOfWhistle: (whistleId) => contacts.ofWhistle(whistleId).flatMap(wordsOf),
  };
}

function wordsOf(contact: Contact | null): string[] {
  return [contact?.name, contact?.phone, contact?.email].filter((word) => word != null);
}
