import { z } from 'zod';
import { Millis } from './common.ts';

/**
 * The role in which an operator acts. A person may have several roles; each act records the one used.
 * street-duty 街道值守, street-leader 街道班子成员, street-secretary 工委书记, street-director 办事处主任,
 * district-dispatch 区派遣, shift-leader 值班长, vice-district 分管副区长, standing-committee 挂包街道的区委常委,
 * dept-handler 部门经办, dept-leader 部门领导, supervision 监督评价, audit 审计, admin 管理.
 */
export const Role = z.enum([
  'street-duty',
  'street-leader',
  'street-secretary',
  'street-director',
  'district-dispatch',
  'shift-leader',
  'vice-district',
  'standing-committee',
  'dept-handler',
  'dept-leader',
  'supervision',
  'audit',
  'admin',
]);
export type Role = z.infer<typeof Role>;

/** A post (岗位): the roles that somebody has in one organisation. */
export const Post = z.object({
  /** Organisation code of the pack: a street, a department, the centre, the district. */
  org: z.string().min(1),
  roles: z.array(Role).min(1),
  /** Streets that a district leader is linked to (挂包街道); empty for everybody else. */
  streets: z.array(z.string()),
});
export type Post = z.infer<typeof Post>;

/** An operator, at one post. Never contains the PIN. */
export const Operator = z.object({
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  ...Post.shape,
  active: z.boolean(),
});
export type Operator = z.infer<typeof Operator>;

/** An operator with the posts held beside the first one (派驻), each in another organisation. */
export const OperatorWithPosts = Operator.extend({ posts: z.array(Post) });
export type OperatorWithPosts = z.infer<typeof OperatorWithPosts>;

/** acting 委托代理: somebody acts for a leader who is away; in-charge 主持工作: in charge while the office is vacant or idle. */
export const DelegationKind = z.enum(['acting', 'in-charge']);
export type DelegationKind = z.infer<typeof DelegationKind>;

const Named = z.object({ id: z.string(), name: z.string() });

/** A delegation (委托): the delegate may act for the principal in these roles from `from` until before `to`, UTC ms. */
export const Delegation = z.object({
  id: z.string(),
  principal: Named,
  delegate: Named,
  kind: DelegationKind,
  /** The principal's post: its organisation, and those of its roles that are delegated. */
  org: z.string(),
  roles: z.array(Role),
  /** Only for whistles of these streets; empty: wherever the principal may act. */
  streets: z.array(z.string()),
  from: Millis,
  to: Millis,
  reason: z.string(),
  /** The written order (依据) on which somebody else than the principal set it up. */
  order: z.string().nullable(),
  setBy: Named,
  setAt: Millis,
  ended: z.object({ at: Millis, by: Named, reason: z.string() }).nullable(),
  /** void: one of the two has left the post, or was given a role that goes with none of these. */
  state: z.enum(['planned', 'running', 'over', 'ended', 'void']),
});
export type Delegation = z.infer<typeof Delegation>;

/** The answer of an operator's device to a challenge of the service (`second-factor`). */
export const SecondFactorAnswer = z.strictObject({
  challenge: z.string().max(200),
  answer: z.string().max(4000),
});
export type SecondFactorAnswer = z.infer<typeof SecondFactorAnswer>;

export const SessionRequest = z.strictObject({
  operator: z.string().min(1).max(60),
  pin: z.string().min(4).max(64),
  /** For operators with a second factor; without it the service answers with a challenge. */
  secondFactor: SecondFactorAnswer.nullable().default(null),
});
export type SessionRequest = z.output<typeof SessionRequest>;

/** What an administrator did to the account of an auditor (names): made it, changed it, set its PIN. */
export const AuditorChange = z.object({
  at: Millis,
  what: z.enum(['operator.create', 'operator.change', 'operator.pin']),
  auditor: z.string(),
  by: z.string(),
});
export type AuditorChange = z.infer<typeof AuditorChange>;

export const SessionInfo = z.object({
  /** Operator id. */
  operator: z.string(),
  name: z.string(),
  /** Roles and organisation in which the operator acts now: of the chosen post, or of the principal of `actingFor`. */
  roles: z.array(Role),
  org: z.string(),
  /** Every post of the operator, the one that was chosen first; `choosePost` changes to another. */
  posts: z.array(Post),
  /** Delegations under which the operator may act now. */
  delegations: z.array(Delegation),
  /** The one under which the session acts; null: in the operator's own name. */
  actingFor: Delegation.nullable(),
  token: z.string(),
  /**
   * The id that this browser keeps, also in a cookie. Sent with later sign-ins (`X-Browser` where there are no cookies), it
   * has wrong PINs of this operator counted apart from those of others.
   */
  browser: z.string(),
  expiresAt: Millis,
  /** Another set the PIN: until it is changed, the session allows nothing else. */
  mustChangePin: z.boolean(),
  /** When the operator signed in. */
  since: Millis,
  /** Nothing may be read without a session: with its end, windows show nothing any more. */
  requireSignIn: z.boolean(),
  /** For auditors and shift leaders: what was done to accounts of auditors since they were last told, the newest first. */
  auditorChanges: z.array(AuditorChange),
});
export type SessionInfo = z.infer<typeof SessionInfo>;
