import { createHash, randomBytes } from 'node:crypto';
import type { SessionEnd } from '../../../shared/contract/auditActions.ts';
import type { SecondFactorAnswer } from '../../../shared/contract/people.ts';
import type { Clock } from '../ports.ts';
import type { OperatorRecord, PeopleTable, SessionRecord } from '../store/peopleTable.ts';
import { hashOf as browserHash, type CountedBrowser, issuedBrowser } from './browsers.ts';
import { isSetTogether, spendVerifyTime } from './pin.ts';
import type { Passed, PinGuard, TypedPin } from './pinGuard.ts';
import type { PinWork } from './pinWork.ts';
import { atPost } from './posts.ts';
import { PeopleRefused } from './refused.ts';
import type { Challenges } from './secondFactor.ts';

/** A shift lasts eight to twelve hours. No session continues into the next one. */
const MAX_SESSION_MS = 12 * 60 * 60_000;
/** A session ends after this long without activity (自动锁屏). */
const IDLE_MS = 15 * 60_000;
/** Activity is stored at most this often, so the idle time is accurate to half a minute. */
const TOUCH_INTERVAL_MS = 30_000;
/**
 * For so long each sign-in tells of a change to an account of an auditor, also to who was told: whoever reset the PIN may
 * have signed in with it.
 */
const TELL_AGAIN_MS = 7 * 24 * 60 * 60_000;
/** Corrections of the clock up to this size are ordinary. A session that was active later than that from now was not. */
const CLOCK_CORRECTION_MS = 2 * 60_000;

/** A session with its operator, at the post in which the session acts. `endsAt`: when it ends by idleness or by age, whichever is first; UTC ms. */
export type SignedIn = { operator: OperatorRecord; session: SessionRecord; endsAt: number };

/** A session that was just opened: with its token, and the id that the browser is to keep. */
export type NewSession = SignedIn & { token: string; browser: string };

/** What is typed at the sign-in, with the id of the browser; null: it has none. */
export type Credentials = TypedPin & { operator: string; secondFactor: SecondFactorAnswer | null };

/** Sessions of operators (登录会话). */
export type Sessions = {
  /** @throws PeopleRefused for a wrong PIN, or an operator who is locked out or disabled. */
  signIn(given: Credentials): Promise<NewSession>;
  /**
   * Replaces the signed-in operator in a hand-over (交接班): verifies the PIN of the incoming operator, then calls `act`.
   * `act` calls `change` in its own transaction, which ends the session of `token` and opens one for the incoming
   * operator. If it is refused, nothing changes.
   * @throws PeopleRefused like `signIn`, also for an operator whose PIN was set by another, and any error of `act`.
   */
  takeOver(
    token: string,
    given: Credentials,
    act: (operator: OperatorRecord, change: () => void) => Promise<void>,
  ): Promise<NewSession>;
  /**
   * Verifies the PIN of an operator who is signed in, for what wants to be confirmed. A wrong one counts as at the sign-in.
   * @throws PeopleRefused `wrong-pin`, `locked-out`, `sign-in-busy`
   */
  confirm(operator: OperatorRecord, typed: TypedPin): Promise<void>;
  /** Null without a token, or when its session has ended: signed out, idle for too long, too old, operator disabled. */
  find(token: string | null): SignedIn | null;
  /** The same, and records activity of the operator. */
  findAndTouch(token: string | null): SignedIn | null;
  /**
   * Has the session act in the operator's post at an organisation from now on.
   * @throws PeopleRefused for an organisation in which the operator has none, or without a session
   */
  choosePost(token: string | null, org: string): SignedIn;
  /** Has the session act under a delegation to its operator; null: in the operator's own name. @throws PeopleRefused */
  actUnder(token: string | null, delegation: string | null): SignedIn;
  signOut(token: string): void;
  /** Whether any operator is signed in on this machine. One whose PIN another set, and who must change it first, is not. */
  isAnyOpen(): boolean;
};

export function createSessions(parts: {
  table: PeopleTable;
  guard: PinGuard;
  work: PinWork;
  challenges: Challenges;
  clock: Clock;
}): Sessions {
  const { table, guard, work, challenges, clock } = parts;

  /** Verifies the PIN, then runs `then`. */
  async function afterVerifying<T>(
    given: Credentials,
    then: (operator: OperatorRecord, passed: Passed) => T | Promise<T>,
  ): Promise<T> {
    const found = table.operator(given.operator);
    if (found === null) {
      await work.run('nobody', () => spendVerifyTime(given.pin));
      throw new PeopleRefused('wrong-pin', { reason: 'sign-in' });
    }
    const onWrong = (failures: number, { known }: CountedBrowser): void =>
      auditRefusal(found, { reason: 'wrong-pin', failures, knownBrowser: known });
    return guard.check(found, given, 'sign-in', onWrong, async (passed) => {
      const verified = enabledNow(found, passed);
      await checkSecondFactor(verified, given.secondFactor, passed);
      const operator = enabledNow(found, passed);
      if (!isSetTogether(verified.pin, operator.pin)) {
        auditRefusal(operator, { reason: 'wrong-pin' });
        throw new PeopleRefused('wrong-pin', { reason: 'sign-in' });
      }
      return then(operator, passed);
    });
  }

  /** The operator read again: while a PIN or a second factor was checked, the account may have been disabled. */
  function enabledNow(found: OperatorRecord, passed: Passed): OperatorRecord {
    const operator = table.operatorByKey(found.key) ?? found;
    if (!operator.disabled) return operator;
    guard.clearCounter(operator.key, passed);
    auditRefusal(operator, { reason: 'disabled' });
    throw new PeopleRefused('disabled', {});
  }

  /** A wrong answer stays counted as a wrong PIN is. @throws PeopleRefused with a new challenge where none was answered */
  async function checkSecondFactor(
    { id, key }: OperatorRecord,
    given: SecondFactorAnswer | null,
    passed: Passed,
  ): Promise<void> {
    const outcome = given === null ? 'expired' : await challenges.answer(id, given);
    if (outcome === 'right') return;
    if (outcome === 'wrong') {
      auditRefusal({ id }, { reason: 'wrong-second-factor' });
      throw new PeopleRefused('wrong-second-factor', {});
    }
    const challenge = challenges.create(id);
    if (challenge === null) return;
    guard.restoreCounter(key, passed);
    throw new PeopleRefused('second-factor', { challenge });
  }

  function open(
    operator: OperatorRecord,
    { used }: Passed,
    before: string | null,
    post: string | null,
  ): NewSession {
    const now = clock.now();
    const token = randomBytes(32).toString('base64url');
    const browser = issuedBrowser(table, before);
    const toldSince = Math.min(operator.signedInAt ?? now, now - TELL_AGAIN_MS);
    const session = {
      ...{ operator: operator.key, createdAt: now, lastActAt: now },
      ...{ endsAt: now + MAX_SESSION_MS, toldSince, post, delegation: null },
    };
    const { id } = operator;
    const line = { at: now, actor: id, action: 'session.open' as const, subject: id };
    const by = { used: used.key, browser: browserHash(browser) };
    table.openSession(hashOf(token), session, by, { ...line, result: 'done', details: {} });
    return { token, browser, operator: atPost(operator, post) ?? operator, session, endsAt: endOf(session) };
  }

  function auditRefusal(operator: Pick<OperatorRecord, 'id'>, details: Record<string, unknown>): void {
    table.appendAuditLine({
      at: clock.now(),
      actor: null,
      action: 'session.open',
      subject: operator.id,
      result: 'refused',
      details,
    });
  }

  function find(token: string | null): SignedIn | null {
    return token === null ? null : findByHash(hashOf(token));
  }

  function findByHash(hash: Buffer): SignedIn | null {
    const session = table.session(hash);
    if (session === null) return null;
    const operator = table.operatorByKey(session.operator);
    const now = clock.now();
    const ended = now >= session.endsAt ? 'too-old' : isIdle(session, now) ? 'idle' : null;
    const there = operator === null ? null : atPost(operator, session.post);
    if (there !== null && !there.disabled && ended === null)
      return { operator: there, session, endsAt: endOf(session) };
    const id = operator?.id ?? '';
    // A post that was taken away must not become another one under the operator's hands.
    const reason: SessionEnd = ended ?? (operator?.disabled === false ? 'post-ended' : 'disabled');
    const details = { reason };
    table.endSession(hash, {
      at: now,
      actor: id,
      action: 'session.end',
      subject: id,
      result: 'done',
      details,
    });
    return null;
  }

  function end(token: string, reason: SessionEnd): void {
    const signed = find(token);
    if (signed === null) return;
    const { id } = signed.operator;
    const line = {
      at: clock.now(),
      actor: id,
      action: 'session.end' as const,
      subject: id,
      result: 'done' as const,
    };
    table.endSession(hashOf(token), { ...line, details: { reason } });
  }

  return {
    signIn: (given) =>
      afterVerifying(given, (operator, passed) => open(operator, passed, given.browser, null)),
    takeOver: (token, given, act) =>
      afterVerifying(given, async (account, passed) => {
        // At the post that is handed over, where the operator holds it beside another one.
        const org = find(token)?.operator.org ?? null;
        const operator = atPost(account, org) ?? account;
        try {
          // Whoever set the PIN could sign in the name of the incoming operator.
          if (operator.pinByOther) throw new PeopleRefused('pin-change-first', {});
          let opened: NewSession | null = null;
          await act(operator, () => {
            end(token, 'handed-over');
            opened = open(account, passed, given.browser, operator === account ? null : org);
          });
          if (opened === null) throw new Error('take-over ended without a new session');
          return opened;
        } catch (error) {
          // The PIN was right, so the failure of `act` must not count as a wrong PIN.
          guard.clearCounter(operator.key, passed);
          throw error;
        }
      }),
    confirm(operator, typed) {
      const onWrong = (failures: number): void =>
        auditRefusal(operator, { reason: 'wrong-pin', failures, confirming: true });
      return guard.check(operator, typed, 'current', onWrong, (passed) =>
        guard.clearCounter(operator.key, passed),
      );
    },
    find,
    findAndTouch(token) {
      const signed = find(token);
      const now = clock.now();
      if (signed === null || token === null) return null;
      if (now - signed.session.lastActAt < TOUCH_INTERVAL_MS) return signed;
      table.touchSession(hashOf(token), now);
      const session = { ...signed.session, lastActAt: now };
      return { operator: signed.operator, session, endsAt: endOf(session) };
    },
    choosePost(token, org) {
      const signed = find(token);
      if (signed === null || token === null) throw new PeopleRefused('unknown', { what: 'post', id: org });
      const account = table.operatorByKey(signed.operator.key) ?? signed.operator;
      const post = org === account.org ? null : org;
      const operator = atPost(account, post);
      if (operator === null) throw new PeopleRefused('unknown', { what: 'post', id: org });
      const session = { ...signed.session, post };
      const { id } = account;
      const line = { at: clock.now(), actor: id, action: 'session.post' as const, subject: id };
      table.setPost(hashOf(token), post, { ...line, result: 'done', details: { org } });
      return { operator, session, endsAt: endOf(session) };
    },
    actUnder(token, delegation) {
      const signed = find(token);
      const found = delegation === null ? null : table.delegation(delegation);
      if (
        signed === null ||
        token === null ||
        (delegation !== null && found?.delegate !== signed.operator.id)
      )
        throw new PeopleRefused('unknown', { what: 'delegation', id: delegation ?? '' });
      const session = { ...signed.session, delegation };
      const { id } = signed.operator;
      const line = { at: clock.now(), actor: id, action: 'session.acting' as const, subject: id };
      const details = { principal: found?.principal ?? null };
      table.setActing(hashOf(token), delegation, { ...line, result: 'done', details });
      return { ...signed, session };
    },
    signOut: (token) => end(token, 'signed-out'),
    isAnyOpen: () => table.sessionHashes().some((hash) => findByHash(hash)?.operator.pinByOther === false),
  };
}

/**
 * Without activity for too long. Also if the last activity lies ahead: the clock was set back since, and a desk that was
 * left alone would otherwise stay open until it has caught up.
 */
function isIdle({ lastActAt }: SessionRecord, now: number): boolean {
  return now >= lastActAt + IDLE_MS || lastActAt > now + CLOCK_CORRECTION_MS;
}

function endOf(session: SessionRecord): number {
  return Math.min(session.endsAt, session.lastActAt + IDLE_MS);
}

/** The stored form of a token: a copy of the database does not allow signing in. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
