import { createHash, randomBytes } from 'node:crypto';
import type { SessionEnd } from '../../../shared/contract/auditActions.ts';
import type { Clock } from '../ports.ts';
import type { OperatorRecord, PeopleTable, SessionRecord } from '../store/peopleTable.ts';
import { lockDuration } from './lockout.ts';
import { spendVerifyTime, verifyPin } from './pin.ts';
import { lockedOut, PeopleRefused } from './refused.ts';

/** A shift is eight to twelve hours: nobody stays signed in into the next one. */
const LONGEST_MS = 12 * 60 * 60_000;
/** A desk left alone for this long is locked (自动锁屏). */
const IDLE_MS = 15 * 60_000;
/** Acts closer together than this are not each stored: idle time is known to within half a minute. */
const TOUCH_EVERY_MS = 30_000;

/** `endsAt`: by idleness or by age, whichever comes first. */
export type Signed = { operator: OperatorRecord; session: SessionRecord; endsAt: number };

/** Who is at the desk. */
export type Sessions = {
  /** @throws PeopleRefused for a wrong PIN, an operator locked out or disabled. */
  signIn(id: string, pin: string): Promise<Signed & { token: string }>;
  /**
   * The desk changes hands (交接班): proves the other operator's PIN and lets `act` do what it is for. `act` calls
   * `change` in its own transaction, which ends the session of `token` and opens theirs. A refusal leaves everything
   * as it was.
   * @throws PeopleRefused as at the door, and whatever `act` throws.
   */
  takeOver(
    token: string,
    id: string,
    pin: string,
    act: (operator: OperatorRecord, change: () => void) => Promise<void>,
  ): Promise<Signed & { token: string }>;
  /** Null without a token, or when its session has ended: signed out, idle for too long, too old, operator disabled. */
  who(token: string | null): Signed | null;
  /** The same, and the desk counts as used now. */
  acting(token: string | null): Signed | null;
  signOut(token: string): void;
};

export function createSessions(table: PeopleTable, clock: Clock): Sessions {
  /** One guess after another for each operator: the next one must see that the last one failed. */
  const guessing = new Map<string, Promise<unknown>>();

  /** Whoever knows the PIN. The failure that was counted stands until they are let in. */
  async function guess(id: string, pin: string): Promise<OperatorRecord> {
    const operator = table.operator(id);
    if (operator === null) {
      await spendVerifyTime(pin);
      throw new PeopleRefused('wrong-pin', { reason: 'sign-in' });
    }
    refuseWhileLocked(operator);
    const at = clock.now();
    const failures = operator.failures + 1;
    const lock = lockDuration(failures);
    // Counted before the PIN is compared: a kill in between must not give a free guess.
    table.setFailures(operator.key, failures, lock === 0 ? null : at + lock);
    if (!(await verifyPin(pin, operator.pin))) {
      note(operator, 'refused', { reason: 'wrong-pin', failures });
      if (lock > 0) refuseWhileLocked({ ...operator, lockedUntil: at + lock });
      throw new PeopleRefused('wrong-pin', { reason: 'sign-in' });
    }
    if (operator.disabled) {
      table.setFailures(operator.key, 0, null);
      note(operator, 'refused', { reason: 'disabled' });
      throw new PeopleRefused('disabled', {});
    }
    return operator;
  }

  /** One guess of an operator's PIN at a time; the next one waits until `then` has let in who knew it. */
  async function proven<T>(
    id: string,
    pin: string,
    then: (operator: OperatorRecord) => T | Promise<T>,
  ): Promise<T> {
    const before = guessing.get(id) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(async () => then(await guess(id, pin)));
    guessing.set(id, mine);
    try {
      return await mine;
    } finally {
      if (guessing.get(id) === mine) guessing.delete(id);
    }
  }

  function open(operator: OperatorRecord): Signed & { token: string } {
    const now = clock.now();
    const token = randomBytes(32).toString('base64url');
    const session = { operator: operator.key, createdAt: now, lastActAt: now, endsAt: now + LONGEST_MS };
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

  function note(
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

  function who(token: string | null): Signed | null {
    if (token === null) return null;
    const hash = hashOf(token);
    const session = table.session(hash);
    if (session === null) return null;
    const operator = table.operatorByKey(session.operator);
    const now = clock.now();
    const over = now >= session.endsAt ? 'too-old' : now >= session.lastActAt + IDLE_MS ? 'idle' : null;
    if (operator !== null && !operator.disabled && over === null)
      return { operator, session, endsAt: endOf(session) };
    const id = operator?.id ?? '';
    const reason: SessionEnd = over ?? 'disabled';
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
    const signed = who(token);
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
    signIn: (id, pin) => proven(id, pin, open),
    takeOver: (token, id, pin, act) =>
      proven(id, pin, async (operator) => {
        try {
          let opened: (Signed & { token: string }) | null = null;
          await act(operator, () => {
            end(token, 'handed-over');
            opened = open(operator);
          });
          if (opened === null) throw new Error('taken over without a session');
          return opened;
        } catch (error) {
          // The PIN was right: what failed was something else, and is no guess.
          table.setFailures(operator.key, 0, null);
          throw error;
        }
      }),
    who,
    acting(token) {
      const signed = who(token);
      const now = clock.now();
      if (signed === null || token === null) return null;
      if (now - signed.session.lastActAt < TOUCH_EVERY_MS) return signed;
      table.touchSession(hashOf(token), now);
      const session = { ...signed.session, lastActAt: now };
      return { operator: signed.operator, session, endsAt: endOf(session) };
    },
    signOut: (token) => end(token, 'signed-out'),
  };
}

function endOf(session: SessionRecord): number {
  return Math.min(session.endsAt, session.lastActAt + IDLE_MS);
}

/** What is kept of a token: the database alone lets nobody in. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
