import { contactWords } from '../../../shared/case/contactValues.ts';
import type { Contact } from '../../../shared/case/normalised.ts';
import type { Role } from '../../../shared/contract/people.ts';
import type { Clock } from '../ports.ts';
import type { ContactTable } from '../store/contactTable.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { PeopleRefused } from './refused.ts';
import { hasOnlyRoles } from './roles.ts';

/** Roles that do not handle cases and therefore never see contact data. */
const ROLES_WITHOUT_CONTACT: readonly Role[] = ['admin', 'audit', 'supervision'];

/** Contact data on demand (查看联系方式). Every request, refused ones too, is recorded in the audit. */
export type Contacts = {
  /** Null if the case has none. @throws PeopleRefused for roles that do not handle cases. */
  reveal(by: OperatorRecord, caseId: string, reason: string): Contact | null;
  /** Names, telephone numbers and addresses to mask in the texts of a case for a wall or an export. Never sent. */
  persons(caseId: string): string[];
  /** The same for the texts of a whistle, which repeat those of its cases. */
  personsOfWhistle(whistleId: string): string[];
};

export function createContacts(people: PeopleTable, contacts: ContactTable, clock: Clock): Contacts {
  return {
    reveal(by, caseId, reason) {
      const line = { at: clock.now(), actor: by.id, action: 'contact.reveal' as const, subject: caseId };
      if (hasOnlyRoles(by, ROLES_WITHOUT_CONTACT)) {
        people.appendAuditLine({ ...line, result: 'refused', details: { reason: 'forbidden' } });
        throw new PeopleRefused('forbidden', { reason: 'contact' });
      }
      // Recorded before anything is read: if the record cannot be written, nothing is shown.
      people.appendAuditLine({ ...line, result: 'done', details: { reason } });
      return contacts.of(caseId);
    },
    persons: (caseId) => contactWords(contacts.of(caseId)),
    personsOfWhistle: (whistleId) => contacts.ofWhistle(whistleId).flatMap(contactWords),
  };
}
