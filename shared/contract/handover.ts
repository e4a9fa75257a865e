import { z } from 'zod';
import { Millis, Revision } from './common.ts';
import { Operator, SecondFactorAnswer, SessionInfo } from './people.ts';
import { SourceState } from './sources.ts';
import { ClockKind, Level, WhistleStage, Words } from './whistles.ts';

/** Headings of the notes written by hand, as in the hand-over books of the halls. */
export const NoteHeading = z.enum(['equipment', 'instructions', 'outstanding', 'other']);
export type NoteHeading = z.infer<typeof NoteHeading>;

/** An organisation: its code, and its name at that time. */
const OrgRef = z.object({ org: z.string(), name: z.string() });

const WhistleFact = z.object({
  kind: z.literal('whistle'),
  whistle: z.string(),
  subject: z.string(),
  kindName: z.string(),
  street: OrgRef,
  stage: WhistleStage,
  level: Level,
  supervised: z.boolean(),
  arrived: z.int(),
  expected: z.int(),
  /** Facts that were entered afterwards (补录); absent where none was, and in records of earlier versions. */
  backEntries: z.int().optional(),
  /** Clocks that have expired, or expire within the next shift; earliest first. */
  clocks: z.array(
    z.object({ id: z.string(), kind: ClockKind, by: OrgRef, dueAt: Millis, overdue: z.boolean() }),
  ),
  /** Actions that are due now. */
  waiting: z.array(z.object({ by: OrgRef, what: Words, dueAt: Millis.nullable(), overdue: z.boolean() })),
});

const ShelvedFact = z.object({
  kind: z.literal('shelved'),
  /** Who shelved it. */
  by: z.object({ operator: z.string(), name: z.string() }),
  alarm: z.string(),
  whistle: z.string(),
  subject: z.string(),
  what: Words,
  at: Millis,
  until: Millis,
});

const QuarantineFact = z.object({
  kind: z.literal('quarantine'),
  source: z.string(),
  sourceName: z.string(),
  count: z.int(),
  /** Most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
});

const SourceFact = z.object({
  kind: z.literal('source'),
  source: z.string(),
  sourceName: z.string(),
  state: SourceState,
  lastSuccessAt: Millis.nullable(),
  error: z.string().nullable(),
});

const OutboxFact = z.object({ kind: z.literal('outbox'), failed: z.int(), pending: z.int() });
const NoticesFact = z.object({ kind: z.literal('notices'), waiting: z.int() });

const WhistleRef = z.object({ id: z.string(), subject: z.string() });
const ShiftFact = z.object({
  kind: z.literal('shift'),
  /** Time of the post's last hand-over, or the beginning of the shift if there was none. */
  since: Millis,
  blown: z.array(WhistleRef),
  closed: z.array(WhistleRef),
  /** Ended without being done (撤哨, 不予吹哨, 并哨). */
  ended: z.array(WhistleRef),
  escalated: z.array(WhistleRef.extend({ to: Level })),
  /** Acted on under a delegation (代): names of who acted and of the principal. Absent in hand-overs of earlier versions. */
  acted: z.array(WhistleRef.extend({ by: z.string(), for: z.string() })).optional(),
  /** Cases reported, and cases finished. Null where they could not be counted. */
  cases: z.object({ received: z.int(), closed: z.int() }).nullable(),
});

const NoteFact = z.object({ kind: z.literal('note'), heading: NoteHeading, text: z.string() });

/** The fact of one line of the digest, with the names at that time. */
export const HandoverFact = z.discriminatedUnion('kind', [
  WhistleFact,
  ShelvedFact,
  QuarantineFact,
  SourceFact,
  OutboxFact,
  NoticesFact,
  ShiftFact,
  NoteFact,
]);
export type HandoverFact = z.infer<typeof HandoverFact>;

/**
 * Section of the digest that lists an item: clocks 时限告急, whistles 其他在办的哨, shelved 搁置告警, data 数据与系统,
 * shift 本班情况, notes 交班备注. Assigned when the item is added and then fixed: a whistle whose clock falls due later
 * stays in the section where it was read.
 */
export const HandoverSection = z.enum(['clocks', 'whistles', 'shelved', 'data', 'shift', 'notes']);
export type HandoverSection = z.infer<typeof HandoverSection>;

/** checked 已核; objected 有异议, with a comment in `words`. */
export const HandoverVerdict = z.enum(['checked', 'objected']);
export type HandoverVerdict = z.infer<typeof HandoverVerdict>;

export const HandoverItem = z.object({
  /** `whistle:w-…`, `quarantine:SOURCE`: stays the same for the same subject. */
  key: z.string(),
  section: HandoverSection,
  fact: HandoverFact,
  /** What is acknowledged: stage, level, overdue clocks, the text of a note. A new version needs a new acknowledgement. */
  version: z.string(),
  addedAt: Millis,
  /** Sequence number of the change that last made an acknowledgement necessary. */
  asked: z.int(),
  /** new 新增 since the digest was created; changed 有变化 since it was acknowledged; ended 已了结. */
  mark: z.enum(['plain', 'new', 'changed', 'ended']),
  endedAt: Millis.nullable(),
  /** Null: not acknowledged yet. An ended item needs no acknowledgement. */
  ack: z.object({ verdict: HandoverVerdict, words: z.string(), at: Millis }).nullable(),
});
export type HandoverItem = z.infer<typeof HandoverItem>;

const Person = Operator.pick({ id: true, name: true, roles: true });
export type HandoverPerson = z.infer<typeof Person>;

/** A hand-over that is not signed yet. */
export const Handover = z.object({
  id: z.string(),
  post: OrgRef,
  /** Grows with every change. */
  seq: z.int(),
  openedAt: Millis,
  since: Millis,
  outgoing: Person,
  /** The operator chosen to take over, whose identity is verified by the PIN when signing. */
  incoming: Person.nullable(),
  /** When the outgoing operator signed; null again after any later change. */
  outgoingSignedAt: Millis.nullable(),
  items: z.array(HandoverItem),
  notes: z.record(NoteHeading, z.string()),
});
export type Handover = z.infer<typeof Handover>;

/** A hand-over as both operators signed it. */
export const HandoverRecord = z.object({
  id: z.string(),
  post: OrgRef,
  /** Fixed time of the shift that begins with it (08:00 …). */
  shift: z.object({ at: Millis, name: z.string() }),
  openedAt: Millis,
  since: Millis,
  outgoing: Person.extend({ signedAt: Millis }),
  incoming: Person.extend({ signedAt: Millis }),
  items: z.array(HandoverItem),
  notes: z.record(NoteHeading, z.string()),
});
export type HandoverRecord = z.infer<typeof HandoverRecord>;

/**
 * GET /api/handovers/:id: a record with the journal's check code (日志校验码) at its signature: the number of that entry
 * and the first 16 digits of the chain's value there. On paper it proves later whether the journal is still the same.
 */
export const HandoverSheet = HandoverRecord.extend({
  head: z.object({ pos: z.int().positive(), value: z.string().regex(/^[0-9a-f]{16}$/) }),
});
export type HandoverSheet = z.infer<typeof HandoverSheet>;

/** GET /api/handovers/open: the hand-over of the signed-in operator's post. */
export const PostHandover = z.object({
  post: OrgRef,
  handover: Handover.nullable(),
  /** The post's last signed hand-over. */
  last: z.object({ id: z.string(), signedAt: Millis, outgoing: z.string(), incoming: z.string() }).nullable(),
  /** Fixed time at which the shift changes and for which no hand-over is signed; null while none is due. */
  due: z.object({ at: Millis, name: z.string() }).nullable(),
  /** Operators who may take over: others of the post whose roles allow them to be on duty. */
  people: z.array(Person),
});
export type PostHandover = z.infer<typeof PostHandover>;

export const PostHandoverQuery = z.strictObject({
  /** `false`: the digest as last collected, for windows that only show that a hand-over is open. */
  fresh: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true'),
});

export const HandoverList = z.object({
  items: z.array(
    z.object({
      /** Position in the hash chain. */
      seq: z.int(),
      id: z.string(),
      post: OrgRef,
      shift: HandoverRecord.shape.shift,
      outgoing: z.string(),
      incoming: z.string(),
      signedAt: Millis,
      lines: z.int(),
      objected: z.int(),
    }),
  ),
  next: z.int().nullable(),
});
export type HandoverList = z.infer<typeof HandoverList>;
export const HandoverQuery = z.strictObject({
  /** Hand-overs before this number; absent: from the newest. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const NoteChange = z.strictObject({
  heading: NoteHeading,
  text: z.string().trim().max(2000),
  /** The text that the window showed before; if another window has changed it meanwhile, the change is refused. */
  was: z.string().max(2000),
});
export type NoteChange = z.output<typeof NoteChange>;
export const IncomingChoice = z.strictObject({ operator: z.string().min(1).max(60) });
export const Acknowledgement = z.strictObject({
  key: z.string().min(1).max(400),
  /** `version` of the item on the operator's screen. */
  version: z.string().max(4000),
  /** withdrawn: undoes an acknowledgement given by mistake. */
  verdict: z.enum([...HandoverVerdict.options, 'withdrawn']),
  words: z.string().trim().max(500).default(''),
});
export type Acknowledgement = z.output<typeof Acknowledgement>;
/** `seen`: `seq` of the hand-over on the signer's screen; a signature on an older state is refused. */
export const OutgoingSignature = z.strictObject({ seen: z.int().nonnegative() });
export const IncomingSignature = z.strictObject({
  seen: z.int().nonnegative(),
  operator: z.string().min(1).max(60),
  pin: z.string().min(4).max(64),
  secondFactor: SecondFactorAnswer.nullable().default(null),
});
/** Answer to the incoming operator's signature; `session` is that operator's new session. */
export const HandoverSigned = z.object({ session: SessionInfo, record: HandoverRecord });
export type HandoverSigned = z.infer<typeof HandoverSigned>;

/** A shelved alarm (搁置告警); it returns at `until`, UTC ms. */
export const ShelvedAlarm = z.object({ alarm: z.string(), whistle: z.string(), at: Millis, until: Millis });
export type ShelvedAlarm = z.infer<typeof ShelvedAlarm>;
export const ShelvedAlarms = z.object({ items: z.array(ShelvedAlarm) });
export type ShelvedAlarms = z.infer<typeof ShelvedAlarms>;
const AlarmName = z.string().min(1).max(300);
export const ShelveRequest = z.strictObject({
  alarms: z
    .array(z.strictObject({ alarm: AlarmName, whistle: z.string().min(1).max(120) }))
    .min(1)
    .max(500),
  /** At most the length of a shift. */
  minutes: z.number().int().min(1).max(480),
});
export type ShelveRequest = z.output<typeof ShelveRequest>;
export const UnshelveRequest = z.strictObject({ alarms: z.array(AlarmName).min(1).max(500) });

/** A post's hand-over or shelved alarms have changed. Windows request what they show. */
export const PostEvent = z.object({
  type: z.literal('post'),
  revision: Revision,
  at: Millis,
  org: z.string(),
  what: z.enum(['handover', 'alarms']),
});
