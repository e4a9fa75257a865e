import { z } from 'zod';

/** Lines that are written into the audit (安全审计) by themselves. */
export const PeopleAction = z.enum([
  'session.open',
  'session.end',
  'operator.create',
  'operator.change',
  'operator.pin',
  'contact.reveal',
  'contact.purge',
  'cases.export',
]);
export type PeopleAction = z.infer<typeof PeopleAction>;

/** Steps of a hand-over that the auditor reads of: those that decide who has the post. */
export const AuditedStep = z.enum(['open', 'sign-outgoing', 'sign-incoming', 'cancel']);

/** Everything that the auditor reads of. Commands of a stream stand under its kind. */
export const AuditAction = z.enum([
  ...PeopleAction.options,
  ...AuditedStep.options.map((step) => `handover.${step}` as const),
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Why a session ended. */
export const SessionEnd = z.enum(['signed-out', 'handed-over', 'idle', 'too-old', 'disabled']);
export type SessionEnd = z.infer<typeof SessionEnd>;
