import { z } from 'zod';
import { Millis } from './common.ts';
import { Delegation, DelegationKind, Role } from './people.ts';

/** Those that run or are planned, then earlier ones, the newest first. */
export const DelegationList = z.object({ items: z.array(Delegation) });

const Id = z.string().min(1).max(60);
const Text = z.string().trim().min(1).max(500);

export const DelegationCreate = z.strictObject({
  principal: Id,
  delegate: Id,
  kind: DelegationKind,
  org: Id,
  roles: z.array(Role).min(1).max(13),
  streets: z.array(Id).max(50).default([]),
  /** A time that has passed counts as now: nothing is delegated backwards. */
  from: Millis,
  to: Millis,
  reason: Text,
  order: Text.nullable().default(null),
});
export type DelegationCreate = z.output<typeof DelegationCreate>;

export const DelegationEnd = z.strictObject({ reason: Text });

/** For whom the session acts from now on: the id of a delegation; null: in one's own name. */
export const ActingChoice = z.strictObject({ delegation: Id.nullable() });
