import type { AuditAction, SessionEnd } from '../../../shared/contract/auditActions.ts';
import { Post, Role } from '../../../shared/contract/people.ts';
import { calendarErrors } from '../../../shared/errors/calendars.ts';
import { sentErrorText } from '../../../shared/errors/errorText.ts';
import { handoverErrors } from '../../../shared/errors/handover.ts';
import type { peopleErrors } from '../../../shared/errors/people.ts';
import { CalendarYear, LocalDaysOff } from '../../../shared/time/workingTime.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { Language } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import type { PeopleWords } from './peopleWords.ts';

type TextKey = { [K in keyof PeopleWords]: PeopleWords[K] extends string ? K : never }[keyof PeopleWords];

const ACTIONS: Readonly<Record<AuditAction, TextKey>> = {
  'session.open': 'action_sessionOpen',
  'whistle.disown-approval': 'action_disownApproval',
  'whistle.disown-back-entry': 'action_disownBackEntry',
  'session.post': 'action_sessionPost',
  'session.acting': 'action_sessionActing',
  'session.end': 'action_sessionEnd',
  'operator.create': 'action_operatorCreate',
  'operator.change': 'action_operatorChange',
  'operator.pin': 'action_operatorPin',
  'operator.unlock': 'action_operatorUnlock',
  'delegation.create': 'action_delegationCreate',
  'delegation.end': 'action_delegationEnd',
  'contact.reveal': 'action_contactReveal',
  'cases.export': 'action_casesExport',
  'orders.export': 'action_ordersExport',
  'contact.purge': 'action_contactPurge',
  'handover.open': 'action_handoverOpen',
  'handover.sign-outgoing': 'action_handoverSignOutgoing',
  'handover.sign-incoming': 'action_handoverSignIncoming',
  'handover.cancel': 'action_handoverCancel',
  'source.create': 'action_sourceCreate',
  'source.change': 'action_sourceChange',
  'source.remove': 'action_sourceRemove',
  'source.sync': 'action_sourceSync',
  'source.probe': 'action_sourceProbe',
  'source.preview': 'action_sourcePreview',
  'source.push-key': 'action_sourcePushKey',
  'quarantine.retry': 'action_quarantineRetry',
  'outbox.retry': 'action_outboxRetry',
  'outbox.delivered': 'action_outboxDelivered',
  'outbox.discard': 'action_outboxDiscard',
  'outbox.contact': 'action_outboxContact',
  'import.upload': 'action_importUpload',
  'import.start': 'action_importStart',
  'import.cancel': 'action_importCancel',
  'import.whole-count': 'action_importWholeCount',
  'import.undo': 'action_importUndo',
  'alarms.shelve': 'action_alarmsShelve',
  'notice.read': 'action_noticeRead',
  'alarms.unshelve': 'action_alarmsUnshelve',
  'attachment.add': 'action_attachmentAdd',
  'calendar.import': 'action_calendarImport',
  'calendar.remove-year': 'action_calendarRemoveYear',
  'calendar.add-days-off': 'action_calendarAddDaysOff',
  'calendar.remove-days-off': 'action_calendarRemoveDaysOff',
  'assessment.freeze': 'action_assessmentFreeze',
  'assessment.appeal': 'action_assessmentAppeal',
  'assessment.review': 'action_assessmentReview',
  'assessment.publish': 'action_assessmentPublish',
  'assessment.correct': 'action_assessmentCorrect',
  'assessment.withdraw': 'action_assessmentWithdraw',
  'clock.accept': 'action_clockAccept',
  'org.transfer': 'action_orgTransfer',
  'journal.doubt': 'action_journalDoubt',
  'journal.acknowledge': 'action_journalAcknowledge',
  'journal.anchor': 'action_journalAnchor',
  'basemap.probe': 'action_basemapProbe',
  'basemap.save': 'action_basemapSave',
  'basemap.remove': 'action_basemapRemove',
  'layer.upload': 'action_layerUpload',
  'layer.save': 'action_layerSave',
  'layer.remove': 'action_layerRemove',
};

/** An action of the audit in words; one of a newer service is shown as it was recorded. */
export function actionText(action: string, words: PeopleWords): string {
  return wordOf(ACTIONS, action, words);
}

function wordOf(table: Readonly<Record<string, TextKey>>, code: string, words: PeopleWords): string {
  const key = Object.hasOwn(table, code) ? table[code] : undefined;
  return key === undefined ? code : words[key];
}

const REASONS: Readonly<
  Record<Exclude<keyof typeof peopleErrors, 'no-session' | 'sign-in-required'> | SessionEnd, TextKey>
> = {
  'wrong-pin': 'reason_wrongPin',
  'weak-pin': 'reason_weakPin',
  'second-factor': 'reason_secondFactor',
  'wrong-second-factor': 'reason_wrongSecondFactor',
  'same-pin': 'reason_samePin',
  'pin-change-first': 'reason_pinChangeFirst',
  'locked-out': 'reason_lockedOut',
  'sign-in-busy': 'reason_signInBusy',
  'roles-conflict': 'reason_rolesConflict',
  'role-misplaced': 'reason_roleMisplaced',
  'streets-missing': 'reason_streetsMissing',
  'posts-repeat': 'reason_postsRepeat',
  delegation: 'reason_delegation',
  'signed-out': 'reason_signedOut',
  'handed-over': 'reason_handedOver',
  idle: 'reason_idle',
  'too-old': 'reason_tooOld',
  'post-ended': 'reason_postEnded',
  disabled: 'disabled',
  forbidden: 'reason_forbidden',
  exists: 'reason_exists',
  unknown: 'reason_unknown',
};

/** A reason of the service in words; what an operator gave as a reason is shown as it was typed. */
function reasonText(reason: string, language: Language, words: PeopleWords): string {
  const refusal = { code: reason, parameters: {}, message: reason };
  return Object.hasOwn(handoverErrors, reason) || Object.hasOwn(calendarErrors, reason)
    ? sentErrorText(refusal, language)
    : wordOf(REASONS, reason, words);
}

/** Names of organisations and streets, by code. */
export type NameOf = (code: string) => string;

/** The details of an action in words. Nothing is left out: unknown details are shown as they were recorded. */
export function detailText(
  details: Readonly<Record<string, unknown>>,
  nameOf: NameOf,
  language: Language,
  words: PeopleWords,
  timeOf: (at: number) => string,
): string {
  const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(details)
    .flatMap(([name, value]) => {
      if (Array.isArray(value) && value.length === 0) return [];
      const list = Array.isArray(value) ? value : [value];
      switch (name) {
        case 'reason':
          return [reasonText(plain(value), language, words)];
        case 'name':
          return [`${words.name} ${plain(value)}`];
        case 'org':
          return [`${words.org} ${nameOf(plain(value))}`];
        case 'streets':
          return [
            `${words.streets} ${list.map((code) => nameOf(plain(code))).join(PUNCTUATION[language].comma)}`,
          ];
        case 'roles':
          return [
            `${words.roles} ${list.map((role) => roleText(role, language)).join(PUNCTUATION[language].comma)}`,
          ];
        case 'delegate':
          return [`${words.delegate} ${plain(value)}`];
        case 'principal':
          return [value === null ? words.inOwnName : `${words.principal} ${plain(value)}`];
        case 'note':
          return [plain(value)];
        case 'order':
          return value === null ? [] : [`${words.order} ${plain(value)}`];
        case 'from':
        case 'to':
          return [`${name === 'from' ? words.from : words.to} ${timeOf(Number(value))}`];
        case 'posts':
          return list.map((post) => postText(post, nameOf, language, words));
        case 'active':
          return [value === true ? words.enable : words.disable];
        case 'filter':
          return [`${words.filter} ${plain(value)}`];
        case 'count':
          return [words.cases(Number(value))];
        case 'revision':
          return [`${words.revision} ${plain(value)}`];
        case 'days':
          return [words.closedFor(Number(value))];
        case 'failures':
          return [words.failures(Number(value))];
        case 'knownBrowser':
          return value === true ? [] : [words.strangeBrowser];
        case 'commandLine':
          return [words.atMachine(plain(value))];
        case 'address':
          return [`${words.address} ${plain(value)}`];
        case 'file':
          return [`${words.file} ${plain(value)}`];
        case 'changed':
          return [`${words.changed} ${list.map(plain).join(PUNCTUATION[language].comma)}`];
        case 'key':
          return value === true ? [words.withKey] : [];
        case 'seen':
          return [];
        case 'table':
          return [tableText(value, words)];
        case 'daysOff':
          return list.map(daysOffText);
        case 'auditor':
          return value === true ? [words.ofAuditor] : [];
        case 'reset':
          return value === true ? [words.byAdmin] : [];
        default:
          return [`${name}=${plain(value)}`];
      }
    })
    .join(PUNCTUATION[language].semicolon);
}

function tableText(value: unknown, words: PeopleWords): string {
  const table = CalendarYear.safeParse(value);
  return table.success ? words.calendarYear(table.data.year, table.data.days.length) : '';
}

function daysOffText(value: unknown): string {
  const off = LocalDaysOff.safeParse(value);
  if (!off.success) return JSON.stringify(value);
  const { from, to, reason } = off.data;
  return `${from === to ? from : `${from}–${to}`} ${reason}`;
}

/** A post beside the first one. */
function postText(value: unknown, nameOf: NameOf, language: Language, words: PeopleWords): string {
  const post = Post.safeParse(value);
  if (!post.success) return JSON.stringify(value);
  const roles = post.data.roles.map((role) => ROLE_WORDS[role][language]);
  return `${words.otherPost} ${nameOf(post.data.org)} ${roles.join(PUNCTUATION[language].comma)}`;
}

function roleText(role: unknown, language: Language): string {
  const known = Role.safeParse(role);
  return known.success ? ROLE_WORDS[known.data][language] : String(role);
}
