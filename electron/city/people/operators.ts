import type { PeopleAction } from '../../../shared/contract/auditActions.ts';
import type { OperatorCreate, OperatorPatch, PinChange } from '../../../shared/contract/operators.ts';
import { Operator } from '../../../shared/contract/people.ts';
import type { Clock } from '../ports.ts';
import type { AuditLine } from '../store/peopleAudit.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { hashPin } from './pin.ts';
import type { PinGuard, TypedPin } from './pinGuard.ts';
import { assertStrongPin } from './pinRules.ts';
import type { PinWork } from './pinWork.ts';
import { PeopleRefused } from './refused.ts';
import { assertRolesCompatible } from './roles.ts';

/** Codes of the pack's organisations and streets. An operator of an unknown one would have no rights. */
export type Places = { orgs: ReadonlySet<string>; streets: ReadonlySet<string> };

/** Management of operators by administrators (三员之管理员). Every act, refused ones too, is recorded in the audit. */
export type Operators = {
  all(): Operator[];
  /** `by` null: no operator exists yet, so the new one must be an administrator. */
  create(by: OperatorRecord | null, wanted: OperatorCreate): Promise<Operator>;
  change(by: OperatorRecord, id: string, patch: OperatorPatch): Operator;
  /**
   * Operators change their own PIN with the current one, and to another; administrators reset others', who must change it
   * before anything else. Ends that operator's sessions.
   */
  setPin(by: OperatorRecord, id: string, change: PinChange, browser: string | null): Promise<void>;
};

export function createOperators(parts: {
  table: PeopleTable;
  places: Places;
  guard: PinGuard;
  work: PinWork;
  clock: Clock;
}): Operators {
  const { table, places, guard, work, clock } = parts;

  /** Runs an act; records a refusal in the audit before passing it on to the caller. */
  function audited<T>(by: OperatorRecord | null, action: PeopleAction, subject: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof PeopleRefused)
        table.appendAuditLine(auditLine(by, action, subject, 'refused', { reason: error.code }));
      throw error;
    }
  }

  function auditLine(
    by: OperatorRecord | null,
    action: PeopleAction,
    subject: string,
    result: AuditLine['result'],
    details: Record<string, unknown>,
  ): AuditLine {
    return { at: clock.now(), actor: by?.id ?? null, action, subject, result, details };
  }

  function assertAdmin(by: OperatorRecord): void {
    if (!by.roles.includes('admin')) throw new PeopleRefused('forbidden', { reason: 'manage-operators' });
  }

  function existing(id: string): OperatorRecord {
    const found = table.operator(id);
    if (found === null) throw new PeopleRefused('unknown', { what: 'operator', id });
    return found;
  }

  function assertPlacesExist(org: string | null, streets: readonly string[]): void {
    if (org !== null && !places.orgs.has(org)) throw new PeopleRefused('unknown', { what: 'org', id: org });
    const unknown = streets.find((street) => !places.streets.has(street));
    if (unknown !== undefined) throw new PeopleRefused('unknown', { what: 'street', id: unknown });
  }

  /** Without an active administrator nobody could create or enable operators any more. */
  function assertAdminRemains(without: string): void {
    const others = table.operators().filter((one) => one.id !== without && !one.disabled);
    if (!others.some((one) => one.roles.includes('admin')))
      throw new PeopleRefused('forbidden', { reason: 'last-admin' });
  }

  /** A wrong PIN counts as at sign-in; otherwise an unattended session would allow any number of guesses. */
  async function changeOwnPin(target: OperatorRecord, typed: TypedPin, pin: string): Promise<void> {
    const { id } = target;
    const action = 'operator.pin';
    const refused = (details: Record<string, unknown>): void =>
      table.appendAuditLine(auditLine(target, action, id, 'refused', details));
    const onWrong = (failures: number): void => refused({ reason: 'wrong-pin', failures });
    await guard.check(target, typed, 'current', onWrong, async (passed) => {
      guard.clearCounter(target.key, passed);
      if (typed.pin.normalize('NFKC').trim() === pin) {
        refused({ reason: 'same-pin' });
        throw new PeopleRefused('same-pin', {});
      }
      const hash = await work.run('signed-in', () => hashPin(pin));
      const line = auditLine(target, action, id, 'done', { reset: false });
      table.setPin(id, { pin: hash, pinByOther: false }, line);
    });
  }

  return {
    all: () => table.operators().map(operatorOf),

    async create(by, wanted) {
      const action = 'operator.create';
      audited(by, action, wanted.id, () => {
        if (by !== null) assertAdmin(by);
        else if (table.operators().length > 0) throw new PeopleRefused('forbidden', { reason: 'not-first' });
        else if (!wanted.roles.includes('admin'))
          throw new PeopleRefused('roles-conflict', { reason: 'first-admin' });
        assertRolesCompatible(wanted.roles);
        assertPlacesExist(wanted.org, wanted.streets);
        assertStrongPin(wanted.pin, wanted.id);
      });
      const pin = await work.run(by === null ? 'stranger' : 'signed-in', () => hashPin(wanted.pin));
      return audited(by, action, wanted.id, () => {
        // Checked again, because another request may have created an operator while the PIN was hashed.
        if (table.operator(wanted.id) !== null) throw new PeopleRefused('exists', { id: wanted.id });
        if (by === null && table.operators().length > 0)
          throw new PeopleRefused('forbidden', { reason: 'not-first' });
        const { id, name, roles, org, streets } = wanted;
        const details = { name, roles, org, streets, ...markOf(wanted.roles) };
        table.create(
          { id, name, roles, org, streets, demo: false, pin, pinByOther: by !== null },
          auditLine(by, action, id, 'done', details),
        );
        return operatorOf(existing(id));
      });
    },

    change(by, id, patch) {
      const action = 'operator.change';
      return audited(by, action, id, () => {
        assertAdmin(by);
        const before = existing(id);
        const after = {
          name: patch.name ?? before.name,
          roles: patch.roles ?? before.roles,
          org: patch.org ?? before.org,
          streets: patch.streets ?? before.streets,
          disabled: patch.active === undefined ? before.disabled : !patch.active,
        };
        if (id === by.id && (patch.roles !== undefined || patch.active !== undefined))
          throw new PeopleRefused('forbidden', { reason: 'own-account' });
        assertRolesCompatible(after.roles);
        // Who was of an organisation that the pack has no more can be disabled, renamed and moved all the same.
        const added = after.streets.filter((street) => !before.streets.includes(street));
        assertPlacesExist(after.org === before.org ? null : after.org, added);
        if (after.disabled || !after.roles.includes('admin')) assertAdminRemains(id);
        const mark = markOf([...before.roles, ...after.roles]);
        table.change(id, after, auditLine(by, action, id, 'done', { ...patch, ...mark }));
        return operatorOf(existing(id));
      });
    },

    async setPin(by, id, { current, pin }, browser) {
      const action = 'operator.pin';
      const target = audited(by, action, id, () => {
        if (by.id !== id) assertAdmin(by);
        assertStrongPin(pin, id);
        return existing(id);
      });
      if (by.id === id) return changeOwnPin(target, { pin: current ?? '', browser }, pin);
      const hash = await work.run('signed-in', () => hashPin(pin));
      const line = auditLine(by, action, id, 'done', { reset: true, ...markOf(target.roles) });
      table.setPin(id, { pin: hash, pinByOther: true }, line);
    },
  };
}

/** Marks what is done to the account of an auditor: auditors and shift leaders are told (`auditorChanges`). */
function markOf(roles: readonly string[]): { auditor?: true } {
  return roles.includes('audit') ? { auditor: true } : {};
}

/** An operator as it is sent: without the PIN and the count of failures. */
export function operatorOf(record: OperatorRecord): Operator {
  const { id, name, roles, org, streets, disabled } = record;
  return Operator.parse({ id, name, roles, org, streets, active: !disabled });
}
