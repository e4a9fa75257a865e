import { createHash, randomBytes } from 'node:crypto';
import type { SessionEnd } from '../../../shared/contract/auditActions.ts';
import type { Clock } from '../ports.ts';
import type { OperatorRecord, PeopleTable, SessionRecord } from '../store/peopleTable.ts';
import { lockDuration } from './lockout.ts';
import { spendVerifyTime, verifyPin } from './pin.ts';
import { lockedOut, PeopleRefused } from './refused.ts';

/** A shift lasts eight to twelve hours. No session continues into the next one. */
const MAX_SESSION_MS = 12 * 60 * 60_000;
/** A session ends after this long without activity (自动锁屏). */
const IDLE_MS = 15 * 60_000;
/** Activity is stored at most this often, so the idle time is accurate to half a minute. */
const TOUCH_INTERVAL_MS = 30_000;
/** Corrections of the clock up to this size are ordinary. A session that was active later than that from now was not. */
const CLOCK_CORRECTION_MS = 2 * 60_000;

/** A session with its operator. `endsAt`: when it ends by idleness or by age, whichever is first; UTC ms. */
export type SignedIn = { operator: OperatorRecord; session: SessionRecord; endsAt: number };

/** Sessions of operators (登录会话). */
export type Sessions = {
  /** @throws PeopleRefused for a wrong PIN, or an operator who is locked out or disabled. */
  signIn(id: string, pin: string): Promise<SignedIn & { token: string }>;
  /**
   * Replaces the signed-in operator in a hand-over (交接班): verifies the PIN of the incoming operator, then calls `act`.
   * `act` calls `change` in its own transaction, which ends the session of `token` and opens one for the incoming
   * operator. If it is refused, nothing changes.
   * @throws PeopleRefused like `signIn`, and any error of `act`.
   */
  takeOver(
    token: string,
    id: string,
    pin: string,
    act: (operator: OperatorRecord, change: () => void) => Promise<void>,
  ): Promise<SignedIn & { token: string }>;
  /** Null without a token, or when its session has ended: signed out, idle for too long, too old, operator disabled. */
  find(token: string | null): SignedIn | null;
  /** The same, and records activity of the operator. */
  findAndTouch(token: string | null): SignedIn | null;
  signOut(token: string): void;
};

export function createSessions(table: PeopleTable, clock: Clock): Sessions {
  /** The running PIN check of each operator. Checks of one operator run in turn, so that each sees earlier failures. */
  const pinChecks = new Map<string, Promise<unknown>>();

  /** Verifies a PIN. The failure counted for it is reset only when a session is opened. */
  async function verify(id: string, pin: string): Promise<OperatorRecord> {
    const operator = table.operator(id);
    if (operator === null) {
      await spendVerifyTime(pin);
      throw new PeopleRefused('wrong-pin', { reason: 'sign-in' });
    }
    refuseWhileLocked(operator);
    const at = clock.now();
    const failures = operator.failures + 1;
    const lock = lockDuration(failures);
    // Counted before the PIN is compared, so that killing the process in between does not give an uncounted guess.
    table.setFailures(operator.key, failures, lock === 0 ? null : at + lock);
    if (!(await verifyPin(pin, operator.pin))) {
      auditSignIn(operator, 'refused', { reason: 'wrong-pin', failures });
      if (lock > 0) refuseWhileLocked({ ...operator, lockedUntil: at + lock });
      throw new PeopleRefused('wrong-pin', { reason: 'sign-in' });
    }
    if (operator.disabled) {
      table.setFailures(operator.key, 0, null);
      auditSignIn(operator, 'refused', { reason: 'disabled' });
      throw new PeopleRefused('disabled', {});
    }
    return operator;
  }

  /** Verifies the PIN, then runs `then`. The next check of the same operator waits for both. */
  async function afterVerifying<T>(
    id: string,
    pin: string,
    then: (operator: OperatorRecord) => T | Promise<T>,
  ): Promise<T> {
    const before = pinChecks.get(id) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(async () => then(await verify(id, pin)));
    pinChecks.set(id, mine);
    try {
      return await mine;
    } finally {
      if (pinChecks.get(id) === mine) pinChecks.delete(id);
    }
  }

  function open(operator: OperatorRecord): SignedIn & { token: string } {
    const now = clock.now();
    const token = randomBytes(32).toString('base64url');
    const session = { operator: operator.key, createdAt: now, lastActAt: now, endsAt: now + MAX_SESSION_MS };
    const { id } = operator;
    table.openSession(hashOf(token), session, {
      at: now,
      actor: id,
      action: 'session.open',
      subject: id,
      result: 'done',
      details: {},
    });
    return { token, operator, session, endsAt: endOf(session) };
  }

  function auditSignIn(
    operator: OperatorRecord,
    result: 'done' | 'refused',
    details: Record<string, unknown>,
  ): void {
    table.appendAuditLine({
      at: clock.now(),
      actor: null,
      action: 'session.open',
      subject: operator.id,
      result,
      details,
    });
  }

  function refuseWhileLocked(operator: OperatorRecord): void {
    const now = clock.now();
    if (operator.lockedUntil === null || operator.lockedUntil <= now) return;
    throw lockedOut(operator.lockedUntil, now);
  }

  function find(token: string | null): SignedIn | null {
    if (token === null) return null;
    const hash = hashOf(token);
    const session = table.session(hash);
    if (session === null) return null;
    const operator = table.operatorByKey(session.operator);
    const now = clock.now();
    const ended = now >= session.endsAt ? 'too-old' : isIdle(session, now) ? 'idle' : null;
    if (operator !== null && !operator.disabled && ended === null)
      return { operator, session, endsAt: endOf(session) };
    const id = operator?.id ?? '';
    const reason: SessionEnd = ended ?? 'disabled';
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
    signIn: (id, pin) => afterVerifying(id, pin, open),
    takeOver: (token, id, pin, act) =>
      afterVerifying(id, pin, async (operator) => {
        try {
          let opened: (SignedIn & { token: string }) | null = null;
          await act(operator, () => {
            end(token, 'handed-over');
            opened = open(operator);
          });
          if (opened === null) throw new Error('take-over ended without a new session');
          return opened;
        } catch (error) {
          // The PIN was right, so the failure of `act` must not count as a wrong PIN.
          table.setFailures(operator.key, 0, null);
          throw error;
        }
      }),
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
    signOut: (token) => end(token, 'signed-out'),
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
