import { z } from 'zod';

/** Acts on operators, sessions and citizens' data, each recorded by an audit line (安全审计) of its own. */
export const PeopleAction = z.enum([
  'session.open',
  'session.post',
  'session.acting',
  'session.end',
  'operator.create',
  'operator.change',
  'operator.pin',
  'operator.unlock',
  'delegation.create',
  'delegation.end',
  'contact.reveal',
  'contact.purge',
  'cases.export',
  'orders.export',
]);
export type PeopleAction = z.infer<typeof PeopleAction>;

/** Acts that change data sources, rows and shared settings, each recorded by the interface (`WriteRule`). */
export const WriteAction = z.enum([
  'source.create',
  'source.change',
  'source.remove',
  'source.sync',
  'source.probe',
  'source.preview',
  'source.push-key',
  'quarantine.retry',
  'import.upload',
  'import.start',
  'import.cancel',
  'import.whole-count',
  'import.undo',
  'alarms.shelve',
  'alarms.unshelve',
  'attachment.add',
  'notice.read',
  'clock.accept',
  'journal.doubt',
  'journal.acknowledge',
  'journal.anchor',
  'org.transfer',
  'basemap.probe',
  'basemap.save',
  'basemap.remove',
  'layer.upload',
  'layer.save',
  'layer.remove',
  'outbox.retry',
  'outbox.delivered',
  'outbox.discard',
  'outbox.contact',
]);
export type WriteAction = z.infer<typeof WriteAction>;

/** Steps of a hand-over (交接班) that appear in the audit: those that decide who is on duty at the post. */
export const AuditedStep = z.enum(['open', 'sign-outgoing', 'sign-incoming', 'cancel']);

/** Changes of the working calendar (工作日历). */
export const CalendarAct = z.enum(['import', 'remove-year', 'add-days-off', 'remove-days-off']);

/** Steps of freezing and publishing results of an assessment (考核发布). */
export const AssessmentAct = z.enum(['freeze', 'appeal', 'review', 'publish', 'correct', 'withdraw']);

/** Every action in the audit. The command of a stream is prefixed with the kind of the stream. */
export const AuditAction = z.enum([
  ...PeopleAction.options,
  ...WriteAction.options,
  ...CalendarAct.options.map((act) => `calendar.${act}` as const),
  ...AssessmentAct.options.map((act) => `assessment.${act}` as const),
  'whistle.disown-approval',
  'whistle.disown-back-entry',
  ...AuditedStep.options.map((step) => `handover.${step}` as const),
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Why a session ended. */
export const SessionEnd = z.enum(['signed-out', 'handed-over', 'idle', 'too-old', 'disabled', 'post-ended']);
export type SessionEnd = z.infer<typeof SessionEnd>;
