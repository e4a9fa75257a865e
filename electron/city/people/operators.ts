import type { PeopleAction } from '../../../shared/contract/auditActions.ts';
import type { OperatorCreate, OperatorPatch, PinChange } from '../../../shared/contract/operators.ts';
import { OperatorWithPosts, type Post } from '../../../shared/contract/people.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import type { Clock } from '../ports.ts';
import type { AuditLine } from '../store/peopleAudit.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { currentOperator } from './currentOperator.ts';
import { operatorOf } from './operatorOf.ts';
import { hashPin, isSetTogether } from './pin.ts';
import type { PinGuard, TypedPin } from './pinGuard.ts';
import { assertStrongPin } from './pinRules.ts';
import type { PinWork } from './pinWork.ts';
import { postsOf, rolesOf } from './posts.ts';
import { PeopleRefused } from './refused.ts';
import { assertCanAct, assertRolesCompatible, mayWrite } from './roles.ts';

/** The pack's organisations, and the codes of its streets. An operator of an unknown one would have no rights. */
export type Places = { orgs: PackManifest['orgs']; streets: ReadonlySet<string> };

/** Management of operators by administrators (三员之管理员). Every act, refused ones too, is recorded in the audit. */
export type Operators = {
  all(): OperatorWithPosts[];
  /** `by` null: no operator exists yet, so the new one must be an administrator. */
  create(by: OperatorRecord | null, wanted: OperatorCreate): Promise<OperatorWithPosts>;
  change(by: OperatorRecord, id: string, patch: OperatorPatch): OperatorWithPosts;
  /**
   * Moves the operators of a dissolved organisation, links to a dissolved street, and delegations (委托) for either, to its
   * successor (划转). Returns how many operators were changed. A session in a second post there ends: nobody goes on in
   * another organisation under their own hands.
   * @throws PeopleRefused where a role could not act at the successor; nobody is moved then
   */
  transfer(by: OperatorRecord, succession: { from: string; to: string; reason: string }): number;
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

  /** Asked again after a PIN was hashed: the administrator may have lost the role, or the account, while that waited. */
  const assertStillAdmin = (by: OperatorRecord): void => assertAdmin(currentOperator(table, by));

  function assertAdmin(by: { roles: readonly string[] }): void {
    if (!by.roles.includes('admin')) throw new PeopleRefused('forbidden', { reason: 'manage-operators' });
  }

  function existing(id: string): OperatorRecord {
    const found = table.operator(id);
    if (found === null) throw new PeopleRefused('unknown', { what: 'operator', id });
    return found;
  }

  /**
   * Every post can act, one in each organisation, and one person may hold all of their roles. What `before` had is let be:
   * the pack may have lost an organisation since, and an older program took roles that cannot act.
   */
  function assertPosts(posts: readonly Post[], before: readonly Post[]): void {
    assertRolesCompatible(posts.flatMap(({ roles }) => roles));
    for (const [index, post] of posts.entries()) {
      const earlier = before.find(({ org }) => org === post.org);
      assertPlaceExists(earlier === undefined ? post.org : null, addedStreets(post, earlier));
      if (earlier === undefined || !sameRoles(post, earlier)) assertCanAct(post, places.orgs);
      if (posts.findIndex(({ org }) => org === post.org) < index)
        throw new PeopleRefused('posts-repeat', {
          org: places.orgs.find(({ code }) => code === post.org)?.name ?? post.org,
        });
    }
  }

  function assertPlaceExists(org: string | null, streets: readonly string[]): void {
    if (org !== null && !places.orgs.some(({ code }) => code === org))
      throw new PeopleRefused('unknown', { what: 'org', id: org });
    const unknown = streets.find((street) => !places.streets.has(street));
    if (unknown !== undefined) throw new PeopleRefused('unknown', { what: 'street', id: unknown });
  }

  /** Without an active administrator nobody could create or enable operators any more. */
  function assertAdminRemains(without: string): void {
    const others = table.operators().filter((one) => one.id !== without && !one.disabled);
    if (!others.some((one) => rolesOf(one).includes('admin')))
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
      const verified = existing(id).pin;
      const hash = await work.run('signed-in', () => hashPin(pin));
      audited(target, action, id, () => {
        currentOperator(table, target);
        // Reset by an administrator meanwhile: whoever knew the old one must not take that back.
        if (!isSetTogether(verified, existing(id).pin))
          throw new PeopleRefused('wrong-pin', { reason: 'current' });
        const line = auditLine(target, action, id, 'done', { reset: false });
        table.setPin(id, { pin: hash, pinByOther: false }, line);
      });
    });
  }

  return {
    all: () => table.operators().map(withPosts),

    async create(by, wanted) {
      const action = 'operator.create';
      audited(by, action, wanted.id, () => {
        if (by !== null) assertAdmin(by);
        else if (table.operators().length > 0) throw new PeopleRefused('forbidden', { reason: 'not-first' });
        else if (!wanted.roles.includes('admin'))
          throw new PeopleRefused('roles-conflict', { reason: 'first-admin' });
        const { roles, org, streets, posts } = wanted;
        assertPosts([{ roles, org, streets }, ...posts], []);
        assertStrongPin(wanted.pin, wanted.id);
      });
      const pin = await work.run(by === null ? 'stranger' : 'signed-in', () => hashPin(wanted.pin));
      return audited(by, action, wanted.id, () => {
        // Checked again, because another request may have created an operator while the PIN was hashed.
        if (table.operator(wanted.id) !== null) throw new PeopleRefused('exists', { id: wanted.id });
        if (by !== null) assertStillAdmin(by);
        else if (table.operators().length > 0) throw new PeopleRefused('forbidden', { reason: 'not-first' });
        const { id, name, roles, org, streets, posts } = wanted;
        const details = { name, roles, org, streets, posts, ...markOf(rolesOf(wanted)) };
        table.create(
          { id, name, roles, org, streets, posts, demo: false, pin, pinByOther: by !== null },
          auditLine(by, action, id, 'done', details),
        );
        return withPosts(existing(id));
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
          posts: patch.posts ?? before.posts,
          disabled: patch.active === undefined ? before.disabled : !patch.active,
        };
        if (id === by.id && (patch.roles ?? patch.posts ?? patch.active) !== undefined)
          throw new PeopleRefused('forbidden', { reason: 'own-account' });
        assertPosts(postsOf(after), postsOf(before));
        if (after.disabled || !rolesOf(after).includes('admin')) assertAdminRemains(id);
        const mark = markOf([...rolesOf(before), ...rolesOf(after)]);
        table.change(id, after, auditLine(by, action, id, 'done', { ...patch, ...mark }));
        return withPosts(existing(id));
      });
    },

    transfer(by, { from, to, reason }) {
      const action = 'operator.change';
      return audited(by, action, from, () => {
        if (!mayWrite(by, 'transfer-org')) throw new PeopleRefused('forbidden', { reason: 'transfer-org' });
        assertPlaceExists(to, []);
        if (places.orgs.some(({ code }) => code === from)) throw new PeopleRefused('exists', { id: from });
        const names = (one: OperatorRecord) =>
          postsOf(one).some(({ org, streets }) => org === from || streets.includes(from));
        const moved = table
          .operators()
          .filter(names)
          .map((one) => ({ one, after: succeeding(postsOf(one), from, to) }));
        for (const { after } of moved)
          for (const post of after) if (post.org === to) assertCanAct(post, places.orgs);
        for (const { one, after } of moved) {
          const [first, ...posts] = after;
          if (first === undefined) continue;
          const { id, name, disabled } = one;
          const details = { ...first, posts, reason, ...markOf(rolesOf(one)) };
          table.change(id, { name, ...first, posts, disabled }, auditLine(by, action, id, 'done', details));
        }
        for (const { id, principal, org, streets } of table.openDelegations(clock.now())) {
          if (org !== from && !streets.includes(from)) continue;
          const next = (code: string): string => (code === from ? to : code);
          const place = { org: next(org), streets: [...new Set(streets.map(next))] };
          const details = { delegation: id, ...place, reason };
          table.moveDelegation(id, place, auditLine(by, action, principal, 'done', details));
        }
        return moved.length;
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
      audited(by, action, id, () => {
        assertStillAdmin(by);
        const line = auditLine(by, action, id, 'done', { reset: true, ...markOf(rolesOf(target)) });
        table.setPin(id, { pin: hash, pinByOther: true }, line);
      });
    },
  };
}

/** Marks what is done to the account of an auditor: auditors and shift leaders are told (`auditorChanges`). */
function markOf(roles: readonly string[]): { auditor?: true } {
  return roles.includes('audit') ? { auditor: true } : {};
}

/** Posts once a successor has taken over: one in each organisation, with all that was held in either. */
function succeeding(posts: readonly Post[], from: string, to: string): Post[] {
  const after: Post[] = [];
  for (const { org, roles, streets } of posts) {
    const next = org === from ? to : org;
    const linked = streets.map((street) => (street === from ? to : street));
    const index = after.findIndex((one) => one.org === next);
    const there = after[index] ?? { roles: [], streets: [] };
    const post = {
      org: next,
      roles: [...new Set([...there.roles, ...roles])],
      streets: [...new Set([...there.streets, ...linked])],
    };
    after.splice(index < 0 ? after.length : index, index < 0 ? 0 : 1, post);
  }
  return after;
}

function addedStreets({ streets }: Post, before: Post | undefined): string[] {
  return streets.filter((street) => before?.streets.includes(street) !== true);
}

function sameRoles(post: Post, { roles, streets }: Post): boolean {
  return (
    post.roles.every((role) => roles.includes(role)) && post.streets.length >= Math.min(1, streets.length)
  );
}

function withPosts(record: OperatorRecord): OperatorWithPosts {
  return OperatorWithPosts.parse({ ...operatorOf(record), posts: record.posts });
}
