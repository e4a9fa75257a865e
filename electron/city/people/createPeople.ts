import type { WriteAction } from '../../../shared/contract/auditActions.ts';
import type { AuditPage, SignInList } from '../../../shared/contract/operators.ts';
import { AuditorChange, type Role } from '../../../shared/contract/people.ts';
import type { CityStatus } from '../../../shared/contract/status.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Clock } from '../ports.ts';
import type { AuditLine } from '../store/peopleAudit.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { createDelegations, type Delegations } from './delegations.ts';
import { DEMO_PIN } from './demoPin.ts';
import { operatorOf } from './operatorOf.ts';
import { createOperators, type Operators } from './operators.ts';
import { createPinGuard } from './pinGuard.ts';
import { createPinWork } from './pinWork.ts';
import { postsOf } from './posts.ts';
import { PeopleRefused } from './refused.ts';
import { createChallenges, type SecondFactor } from './secondFactor.ts';
import { createSessions, type Sessions, type SignedIn } from './sessions.ts';

/** Roles that are told of changes to accounts of auditors. Administrators, who make them, cannot hold any of these. */
const TOLD_OF_AUDITORS: readonly Role[] = ['audit', 'shift-leader'];

/** Operators (操作员), their sessions, and the audit (审计). */
export type People = {
  /** Reading needs a session too (`--require-sign-in`). */
  requireSignIn: boolean;
  sessions: Sessions;
  operators: Operators;
  delegations: Delegations;
  /** For the sign-in screen of a browser (null: without an id): all operators that are not disabled. */
  signInList(browser: string | null): Pick<SignInList, 'operators' | 'empty'>;
  /**
   * What was done to accounts of auditors since the operator was last told; empty for who is not told. Whoever makes or
   * resets such an account could act as the auditor, so others hear of it, from a log that nobody shortens.
   */
  auditorChanges(signed: SignedIn): AuditorChange[];
  /** Newest first. @throws PeopleRefused for everybody but auditors. */
  audit(by: OperatorRecord, before: number | undefined, limit: number): AuditPage;
  /** Appends an audit line for an act of the interface. `by` null: the person at the machine, by the command line. */
  record(
    by: OperatorRecord | null,
    action: WriteAction,
    subject: string,
    result: AuditLine['result'],
    details: Record<string, unknown>,
  ): void;
};

export function createPeople(parts: {
  table: PeopleTable;
  pack: CityPack;
  clock: Clock;
  mode: CityStatus['mode'];
  secondFactor: SecondFactor | null;
  requireSignIn: boolean;
}): People {
  const { table, clock, mode } = parts;
  const { orgs, streets } = parts.pack.manifest;
  const places = {
    orgs,
    streets: new Set(streets.map((street) => street.code)),
  };
  const work = createPinWork();
  const guard = createPinGuard(table, work, clock);
  return {
    requireSignIn: parts.requireSignIn,
    sessions: createSessions({
      ...{ table, guard, work, clock },
      challenges: createChallenges(parts.secondFactor, clock),
    }),
    delegations: createDelegations({ table, clock }),
    operators: createOperators({ table, places, guard, work, clock }),
    signInList(browser) {
      const all = table.operators();
      const shown = all
        .filter((one) => !one.disabled)
        .map((one) => ({
          ...operatorOf(one),
          posts: postsOf(one).slice(1),
          orgName: orgs.find(({ code }) => code === one.org)?.name ?? one.org,
          demoPin: one.demo && mode === 'simulated' ? DEMO_PIN : null,
          lockedUntil: guard.lockedUntil(one.key, browser),
        }));
      return { operators: shown, empty: all.length === 0 };
    },
    auditorChanges({ operator, session }) {
      if (!TOLD_OF_AUDITORS.some((role) => operator.roles.includes(role))) return [];
      const nameOf = (id: string): string => table.operator(id)?.name ?? id;
      return table.auditorChanges(session.toldSince).flatMap(({ at, type, subject, operator: by }) => {
        const what = AuditorChange.shape.what.safeParse(type);
        return what.success ? [{ at, what: what.data, auditor: nameOf(subject), by: nameOf(by) }] : [];
      });
    },
    audit(by, before, limit) {
      if (!by.roles.includes('audit')) throw new PeopleRefused('forbidden', { reason: 'audit' });
      const items = table.auditPage(before ?? Number.MAX_SAFE_INTEGER, limit);
      const last = items.at(-1)?.seq ?? 1;
      return { items, next: last > 1 ? last : null };
    },
    record: (by, action, subject, result, details) =>
      table.appendAuditLine({ at: clock.now(), actor: by?.id ?? null, action, subject, result, details }),
  };
}
