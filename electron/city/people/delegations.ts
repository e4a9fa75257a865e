import { randomUUID } from 'node:crypto';
import type { DelegationCreate } from '../../../shared/contract/delegations.ts';
import { Delegation, DelegationKind, type Operator, Role } from '../../../shared/contract/people.ts';
import { type Delegated, delegationFault, delegationProblem } from '../../../shared/people/delegation.ts';
import type { Clock } from '../ports.ts';
import type { DelegationRecord } from '../store/delegationTable.ts';
import type { AuditLine } from '../store/peopleAudit.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { operatorOf } from './operatorOf.ts';
import { atPost, postsOf, rolesOf } from './posts.ts';
import { PeopleRefused } from './refused.ts';

/** A year and a day: whoever is away longer is succeeded by somebody. */
const LONGEST_MS = 367 * 86_400_000;

/** Delegations (委托): who may act for whom, when, and in which roles. Every act, refused ones too, is recorded in the audit. */
export type Delegations = {
  all(): Delegation[];
  /** Those under which an operator may act now. */
  runningTo(operator: string): Delegation[];
  find(id: string): Delegation | null;
  /** A delegation as it stands, for the rules; null: there is none with this id. */
  delegated(id: string): Delegated | null;
  /**
   * By the principal, or by an administrator or shift leader on a written order, never for themselves.
   * @throws PeopleRefused
   */
  create(by: OperatorRecord, wanted: DelegationCreate): Delegation;
  /** Ends it early: by the principal, the delegate, an administrator or a shift leader. @throws PeopleRefused */
  end(by: OperatorRecord, id: string, reason: string): Delegation;
  /** The operator, and as whom else notices reach them: other posts, and principals whose delegate they are now. */
  readers(operator: OperatorRecord): (Operator & { onlyStreets?: readonly string[] | null })[];
};

export function createDelegations({ table, clock }: { table: PeopleTable; clock: Clock }): Delegations {
  const active = (record: OperatorRecord | null) =>
    record === null
      ? { active: false, roles: [] }
      : { active: !record.disabled, roles: rolesOf(record).map((role) => Role.parse(role)) };

  function standing(record: DelegationRecord): Delegated {
    const account = table.operator(record.principal);
    const principal = account === null ? null : atPost(account, record.org);
    const delegate = table.operator(record.delegate);
    const roles = record.roles.map((role) => Role.parse(role));
    const held = principal === null ? [] : principal.roles.map((role) => Role.parse(role));
    const { id, org, from, to, endedAt } = record;
    return {
      ...{ id, from, to, endedAt, kind: DelegationKind.parse(record.kind) },
      ...{ principal: record.principal, delegate: record.delegate },
      post: { org, roles: roles.filter((role) => held.includes(role)), streets: principal?.streets ?? [] },
      onlyStreets: record.streets.length === 0 ? null : record.streets,
      ownOrgs: delegate === null ? [] : postsOf(delegate).map((post) => post.org),
      fault: delegationFault({ active: principal?.disabled === false, roles: held }, active(delegate), roles),
    };
  }

  function view(record: DelegationRecord): Delegation {
    const { principal, delegate, setBy, endedAt, endedBy, endReason, ...rest } = record;
    const named = (id: string) => ({ id, name: table.operator(id)?.name ?? id });
    const problem = delegationProblem(standing(record), clock.now());
    const state = problem === null ? 'running' : problem === 'early' ? 'planned' : problem;
    return Delegation.parse({
      ...{ ...rest, state, principal: named(principal), delegate: named(delegate), setBy: named(setBy) },
      ended: endedAt === null ? null : { at: endedAt, by: named(endedBy ?? ''), reason: endReason ?? '' },
    });
  }

  /** Runs an act; records a refusal in the audit before passing it on to the caller. */
  function audited<T>(by: OperatorRecord, action: AuditLine['action'], subject: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (error instanceof PeopleRefused)
        table.appendAuditLine(line(by, action, subject, 'refused', { reason: error.code }));
      throw error;
    }
  }

  function line(
    by: OperatorRecord,
    action: AuditLine['action'],
    subject: string,
    result: AuditLine['result'],
    details: Record<string, unknown>,
  ): AuditLine {
    return { at: clock.now(), actor: by.id, action, subject, result, details };
  }

  function existing(id: string): DelegationRecord {
    const found = table.delegation(id);
    if (found === null) throw new PeopleRefused('unknown', { what: 'delegation', id });
    return found;
  }

  const isOffice = ({ roles }: OperatorRecord): boolean =>
    roles.includes('admin') || roles.includes('shift-leader');

  function assertAllowed(by: OperatorRecord, wanted: DelegationCreate, now: number): void {
    const refuse = (
      reason: 'right' | 'order' | 'self' | 'time' | 'roles' | 'delegate' | 'conflict',
    ): never => {
      throw new PeopleRefused('delegation', { reason });
    };
    const { principal, delegate, org, roles } = wanted;
    if (by.id !== principal) {
      if (!isOffice(by)) refuse('right');
      if (by.id === delegate) refuse('self');
      if (wanted.order === null) refuse('order');
    }
    if (principal === delegate) refuse('delegate');
    if (wanted.to <= Math.max(now, wanted.from) || wanted.to - now > LONGEST_MS) refuse('time');
    const account = table.operator(principal);
    const there = account === null ? null : atPost(account, org);
    if (there === null) throw new PeopleRefused('unknown', { what: 'operator', id: principal });
    const held = there.roles.map((role) => Role.parse(role));
    const fault = delegationFault(
      { active: !there.disabled, roles: held },
      active(table.operator(delegate)),
      roles,
    );
    if (fault !== null) refuse(fault === 'principal' ? 'roles' : fault);
  }

  return {
    all: () => table.delegations().map(view),
    runningTo: (operator) =>
      table
        .delegationsTo(operator, clock.now())
        .map(view)
        .filter(({ state }) => state === 'running'),
    find(id) {
      const record = table.delegation(id);
      return record === null ? null : view(record);
    },
    delegated(id) {
      const record = table.delegation(id);
      return record === null ? null : standing(record);
    },
    create(by, wanted) {
      const action = 'delegation.create';
      return audited(by, action, wanted.principal, () => {
        const now = clock.now();
        assertAllowed(by, wanted, now);
        const id = `d-${randomUUID()}`;
        const { principal, delegate, kind, org, streets, to, reason, order } = wanted;
        const roles = [...new Set(wanted.roles)];
        const from = Math.max(now, wanted.from);
        const record = { id, principal, delegate, kind, org, roles, streets, from, to, reason, order };
        const details = { delegate, org, roles, streets, from, to, note: reason, order };
        table.addDelegation(
          { ...record, setBy: by.id, setAt: now, endedAt: null, endedBy: null, endReason: null },
          line(by, action, principal, 'done', details),
        );
        return view(existing(id));
      });
    },
    end(by, id, reason) {
      const action = 'delegation.end';
      return audited(by, action, id, () => {
        const found = existing(id);
        if (by.id !== found.principal && by.id !== found.delegate && !isOffice(by))
          throw new PeopleRefused('delegation', { reason: 'end-right' });
        const now = clock.now();
        if (found.endedAt !== null || found.to <= now)
          throw new PeopleRefused('delegation', { reason: 'ended' });
        const { principal, delegate } = found;
        table.endDelegation(
          id,
          { at: now, by: by.id, reason },
          line(by, action, principal, 'done', { delegate, note: reason }),
        );
        return view(existing(id));
      });
    },
    readers(operator) {
      const posts = postsOf(operator).map((post) => ({ ...operatorOf(operator), ...post }));
      const running = table.delegationsTo(operator.id, clock.now()).map(standing);
      const principals = running
        .filter((delegated) => delegationProblem(delegated, clock.now()) === null)
        .map(({ post, onlyStreets }) => ({
          ...{ ...operatorOf(operator), ...post, onlyStreets },
          streets: [...(onlyStreets ?? post.streets)],
        }));
      return [...posts, ...principals];
    },
  };
}
