import type { Database } from 'better-sqlite3';
import { createDelegationTable, type DelegationTable } from './delegationTable.ts';
import { type AuditLine, type AuditLineRead, type AuditorChangeRead, createAudit } from './peopleAudit.ts';
import type { SealHolder } from './sealer.ts';
import { createSignInTable, type SignInTable } from './signInTable.ts';

/** What somebody is in one organisation. `roles` are values of the contract's `Role`. */
export type StoredPost = { org: string; roles: string[]; streets: string[] };

/** A stored operator. `roles` are values of the contract's `Role`. */
export type OperatorRecord = {
  key: number;
  id: string;
  name: string;
  roles: string[];
  org: string;
  /** Streets that a district leader is linked to (挂包街道). */
  streets: string[];
  /** Posts beside the one in `roles`, `org` and `streets`. */
  posts: StoredPost[];
  demo: boolean;
  disabled: boolean;
  pin: { salt: Buffer; hash: Buffer };
  pinChangedAt: number;
  /** Another set the PIN and knows it: it has to be changed before anything else. */
  pinByOther: boolean;
  /** When the operator last signed in, UTC ms; null: never, or not since that is noted. */
  signedInAt: number | null;
};

/** `toldSince`: changes to accounts of auditors from then on are shown to the operator, UTC ms. */
export type SessionRecord = {
  operator: number;
  createdAt: number;
  lastActAt: number;
  endsAt: number;
  toldSince: number;
  /** Organisation of the post in which the session acts; null: the first one. */
  post: string | null;
  /** Id of the delegation under which the session acts; null: in the operator's own name. */
  delegation: string | null;
};

export type NewOperator = Pick<
  OperatorRecord,
  'id' | 'name' | 'roles' | 'org' | 'streets' | 'posts' | 'demo' | 'pin' | 'pinByOther'
>;
export type OperatorChange = Pick<
  OperatorRecord,
  'name' | 'roles' | 'org' | 'streets' | 'posts' | 'disabled'
>;

/** Operators, sessions and audit. Every change appends its audit line in the same transaction. */
export type PeopleTable = SignInTable &
  DelegationTable & {
    operators(): OperatorRecord[];
    operator(id: string): OperatorRecord | null;
    operatorByKey(key: number): OperatorRecord | null;
    create(operator: NewOperator, line: AuditLine): void;
    /** Creates several operators in one transaction. */
    createAll(made: readonly { operator: NewOperator; line: AuditLine }[]): void;
    /** Changes an operator; disabling one ends their sessions. */
    change(id: string, change: OperatorChange, line: AuditLine): void;
    /** Sets a new PIN, ends the operator's sessions and lifts their locks. */
    setPin(id: string, set: Pick<OperatorRecord, 'pin' | 'pinByOther'>, line: AuditLine): void;
    /** Counts from zero in every browser, and lifts the operator's locks. */
    unlock(key: number, line: AuditLine): void;
    /**
     * Opens a session. The counter of `used` counts from zero, and `browser` is known for the operator from now on (hashes).
     */
    openSession(
      tokenHash: Buffer,
      session: SessionRecord,
      by: { used: Buffer; browser: Buffer },
      line: AuditLine,
    ): void;
    session(tokenHash: Buffer): SessionRecord | null;
    /** The tokens of all sessions that were not ended; some of them may have expired. */
    sessionHashes(): Buffer[];
    touchSession(tokenHash: Buffer, at: number): void;
    /** Has a session act in the post at an organisation; null: the first one. */
    setPost(tokenHash: Buffer, post: string | null, line: AuditLine): void;
    endSession(tokenHash: Buffer, line: AuditLine): void;
    appendAuditLine(line: AuditLine): void;
    /** Changes to accounts of auditors (lines with `auditor` in their details) since then, the newest first, 50 at most. */
    auditorChanges(since: number): AuditorChangeRead[];
    auditPage(before: number, limit: number): (AuditLineRead & { seq: number })[];
  };

type OperatorRow = {
  key: number;
  id: string;
  name: string;
  roles: string;
  org: string;
  streets: string;
  posts: string;
  demo: number;
  disabled: number;
  salt: Buffer;
  pin_hash: Buffer;
  pin_changed_at: number;
  pin_by_other: number;
  signed_in_at: number | null;
};

export function createPeopleTable(db: Database, seals: SealHolder): PeopleTable {
  const audit = createAudit(db, seals);
  const { signedIn, clear, ...counters } = createSignInTable(db);
  const all = db.prepare<[], OperatorRow>('SELECT * FROM operators ORDER BY key');
  const byId = db.prepare<[string], OperatorRow>('SELECT * FROM operators WHERE id = ?');
  const byKey = db.prepare<[number], OperatorRow>('SELECT * FROM operators WHERE key = ?');
  const insert = db.prepare(
    `INSERT INTO operators (id, name, roles, org, streets, posts, demo, salt, pin_hash, pin_by_other,
       pin_changed_at, created_at)
     VALUES (:id, :name, :roles, :org, :streets, :posts, :demo, :salt, :hash, :byOther, :at, :at)`,
  );
  const update = db.prepare(
    `UPDATE operators SET name = :name, roles = :roles, org = :org, streets = :streets, posts = :posts,
       disabled = :disabled WHERE id = :id`,
  );
  const setPin = db.prepare(
    `UPDATE operators SET salt = :salt, pin_hash = :hash, pin_by_other = :byOther, pin_changed_at = :at
     WHERE id = :id`,
  );
  const openSession = db.prepare(
    `INSERT INTO sessions (token_hash, operator, created_at, last_act_at, ends_at, told_since, post, delegation)
     VALUES (?, ?, ?, ?, ?, ?, ?, NULL)`,
  );
  const noteSignIn = db.prepare('UPDATE operators SET signed_in_at = ? WHERE key = ?');
  const session = db.prepare<[Buffer], SessionRecord>(
    `SELECT operator, created_at AS createdAt, last_act_at AS lastActAt, ends_at AS endsAt,
       told_since AS toldSince, post, delegation FROM sessions WHERE token_hash = ?`,
  );
  const setPost = db.prepare('UPDATE sessions SET post = ? WHERE token_hash = ?');
  const hashes = db.prepare<[], Buffer>('SELECT token_hash FROM sessions').pluck();
  const touch = db.prepare('UPDATE sessions SET last_act_at = ? WHERE token_hash = ?');
  const end = db.prepare('DELETE FROM sessions WHERE token_hash = ?');
  const endOf = db.prepare('DELETE FROM sessions WHERE operator = ?');

  /** Runs `act` and appends its audit line in one transaction. */
  const withAuditLine = (act: () => void, line: AuditLine): void => {
    db.transaction(() => {
      act();
      audit.append(line);
    }).immediate();
  };
  const found = (row: OperatorRow | undefined) => (row === undefined ? null : readOperator(row));

  return {
    operators: () => all.all().map(readOperator),
    operator: (id) => found(byId.get(id)),
    operatorByKey: (key) => found(byKey.get(key)),
    create: (operator, line) =>
      withAuditLine(() => insert.run({ ...storedFields(operator), ...storedPin(operator, line.at) }), line),
    createAll: db.transaction((made: readonly { operator: NewOperator; line: AuditLine }[]) => {
      for (const { operator, line } of made) {
        insert.run({ ...storedFields(operator), ...storedPin(operator, line.at) });
        audit.append(line);
      }
    }).immediate,
    change: (id, change, line) =>
      withAuditLine(() => {
        update.run({ ...storedFields({ ...change, id, demo: false }), disabled: change.disabled ? 1 : 0 });
        const row = byId.get(id);
        if (change.disabled && row !== undefined) endOf.run(row.key);
      }, line),
    setPin: (id, set, line) =>
      withAuditLine(() => {
        setPin.run({ id, ...storedPin(set, line.at) });
        const row = byId.get(id);
        if (row === undefined) return;
        endOf.run(row.key);
        clear(row.key);
      }, line),
    ...counters,
    ...createDelegationTable(db, withAuditLine),
    unlock: (key, line) => withAuditLine(() => clear(key), line),
    openSession: (tokenHash, opened, { used, browser }, line) =>
      withAuditLine(() => {
        signedIn(opened.operator, used, browser, line.at);
        const { operator, createdAt, lastActAt, endsAt, toldSince, post } = opened;
        openSession.run(tokenHash, operator, createdAt, lastActAt, endsAt, toldSince, post);
        noteSignIn.run(createdAt, operator);
      }, line),
    session: (tokenHash) => session.get(tokenHash) ?? null,
    setPost: (tokenHash, post, line) => withAuditLine(() => setPost.run(post, tokenHash), line),
    sessionHashes: () => hashes.all(),
    touchSession: (tokenHash, at) => void touch.run(at, tokenHash),
    endSession: (tokenHash, line) => withAuditLine(() => end.run(tokenHash), line),
    appendAuditLine: (line) => withAuditLine(() => undefined, line),
    auditPage: audit.page,
    auditorChanges: audit.auditorChanges,
  };
}

function storedFields(operator: Omit<NewOperator, 'pin' | 'pinByOther'>) {
  const { id, name, org } = operator;
  return {
    id,
    name,
    org,
    roles: JSON.stringify(operator.roles),
    streets: JSON.stringify(operator.streets),
    posts: JSON.stringify(operator.posts),
    demo: operator.demo ? 1 : 0,
  };
}

function storedPin({ pin, pinByOther }: Pick<NewOperator, 'pin' | 'pinByOther'>, at: number) {
  return { salt: pin.salt, hash: pin.hash, byOther: pinByOther ? 1 : 0, at };
}

function readOperator(row: OperatorRow): OperatorRecord {
  return {
    key: row.key,
    id: row.id,
    name: row.name,
    roles: JSON.parse(row.roles),
    org: row.org,
    streets: JSON.parse(row.streets),
    posts: JSON.parse(row.posts),
    demo: row.demo === 1,
    disabled: row.disabled === 1,
    pin: { salt: row.salt, hash: row.pin_hash },
    pinChangedAt: row.pin_changed_at,
    pinByOther: row.pin_by_other === 1,
    signedInAt: row.signed_in_at,
  };
}
