import { z } from 'zod';
import { Millis } from './common.ts';
import { Operator, OperatorWithPosts, Post, Role, SessionInfo } from './people.ts';

/** Six to twelve digits; the service refuses PINs that are too easy. */
const Pin = z
  .string()
  .max(64)
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(z.string().regex(/^\d{6,12}$/, 'PIN: 6–12 digits'));

/** A session without its token and the browser's id, which are returned only when the session is created. */
export const SessionState = SessionInfo.omit({ token: true, browser: true });
export type SessionState = z.infer<typeof SessionState>;

/**
 * What the sign-in screen shows before anybody has signed in. Never a hash; a PIN only of demo operators. Where reading
 * needs a session too it is all that is sent without one: names, numbers and organisations to choose from, the city's
 * name, the time.
 */
export const SignInList = z.object({
  operators: z.array(
    Operator.pick({ id: true, name: true, org: true }).extend({
      /** Empty where reading needs a session and there is none. */
      roles: z.array(Role),
      orgName: z.string(),
      /** Posts beside this one; none without a session either. */
      posts: z.array(Post),
      /** Sent in the simulated city only, null otherwise. */
      demoPin: z.string().nullable(),
      /** For the browser that asks. */
      lockedUntil: Millis.nullable(),
    }),
  ),
  /** No operator exists yet: the first one, an administrator, may be created without a session. */
  empty: z.boolean(),
  /** Nothing else is answered before somebody has signed in (`--require-sign-in`). */
  requireSignIn: z.boolean(),
  city: z.object({ zh: z.string(), en: z.string() }),
  zone: z.string(),
  mode: z.enum(['live', 'simulated', 'drill']),
  now: Millis,
});
export type SignInList = z.infer<typeof SignInList>;

/** All operators, disabled ones included; for administrators and auditors. */
export const OperatorList = z.object({ operators: z.array(OperatorWithPosts) });

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'a-z, 0-9, -');
const post = {
  roles: z.array(Role).min(1).max(13),
  org: z.string().min(1).max(60),
  streets: z.array(z.string().min(1).max(60)).max(50),
};
/** Posts beside the first one (派驻), each in another organisation. */
const Posts = z.array(z.strictObject(post)).max(10);
const editable = { name: z.string().trim().min(1).max(60), ...post };
export const OperatorCreate = z.strictObject({ id, ...editable, posts: Posts.default([]), pin: Pin });
export type OperatorCreate = z.output<typeof OperatorCreate>;
/** Absent fields stay unchanged. An operator is disabled, never deleted, because the log refers to it. */
export const OperatorPatch = z.strictObject({ ...editable, posts: Posts, active: z.boolean() }).partial();
export type OperatorPatch = z.output<typeof OperatorPatch>;
/** In whose name the session acts from now on: `org` is the organisation of one of the operator's posts. */
export const PostChoice = z.strictObject({ org: z.string().min(1).max(60) });

/** `current` for one's own PIN; null when an administrator resets another's. */
export const PinChange = z.strictObject({ current: z.string().max(64).nullable(), pin: Pin });
export type PinChange = z.output<typeof PinChange>;

export const AuditQuery = z.object({
  /** Lines before this number; absent: from the newest. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export const AuditPage = z.object({
  items: z.array(
    z.object({
      seq: z.int(),
      at: Millis,
      actor: z.string().nullable(),
      action: z.string(),
      subject: z.string(),
      result: z.enum(['done', 'refused']),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  /** `before` of the next page; null at the beginning of the log. */
  next: z.int().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;
