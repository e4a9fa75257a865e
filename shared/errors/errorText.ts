import type { z } from 'zod';
import type { SentError } from '../contract/common.ts';
import { assessmentErrors } from './assessments.ts';
import { basemapErrors } from './basemaps.ts';
import { calendarErrors } from './calendars.ts';
import { documentErrors } from './documents.ts';
import type { Language } from './entry.ts';
import { handoverErrors } from './handover.ts';
import { hostErrors, windowErrors } from './host.ts';
import { importErrors } from './imports.ts';
import { journalErrors } from './journal.ts';
import { keyErrors } from './keys.ts';
import { layerErrors } from './layers.ts';
import { meetingErrors } from './meetings.ts';
import { noticeErrors, recoveryErrors } from './notices.ts';
import { orderErrors } from './orders.ts';
import { outboxErrors } from './outbox.ts';
import { peopleErrors } from './people.ts';
import { pushEntranceErrors } from './pushEntrance.ts';
import { requestErrors } from './requests.ts';
import { columnErrors, sourceErrors } from './sources.ts';
import { storeErrors } from './store.ts';
import { UPSTREAM, type UpstreamCode } from './upstream/table.ts';
import { whistleErrors } from './whistles.ts';

/**
 * Every error that a window can show: code, typed parameters, and the sentence in both languages. The service sends code
 * and parameters (and the Chinese sentence for logs and scripts); the window makes the sentence in the operator's language.
 *
 * To add a code, add an entry to the file of its room: `plain` for a fixed sentence, `entry` with the parameters' schema,
 * `byReason` for one code with several reasons. Codes are unique over the whole table (a test looks). A code that was
 * released keeps its name and its parameters: scripts read them. A new room is a new file, spread into `ERRORS`.
 */
export const ERRORS = {
  ...requestErrors,
  ...peopleErrors,
  ...handoverErrors,
  ...whistleErrors,
  ...orderErrors,
  ...calendarErrors,
  ...importErrors,
  ...outboxErrors,
  ...sourceErrors,
  ...columnErrors,
  ...storeErrors,
  ...keyErrors,
  ...journalErrors,
  ...noticeErrors,
  ...recoveryErrors,
  ...hostErrors,
  ...pushEntranceErrors,
  ...windowErrors,
  ...basemapErrors,
  ...layerErrors,
  ...assessmentErrors,
  ...documentErrors,
  ...meetingErrors,
};

export type ErrorCode = keyof typeof ERRORS;
export type ErrorParameters<C extends ErrorCode> = z.output<(typeof ERRORS)[C]['parameters']>;

/** A code with the parameters that belong to it. */
export type KnownError = { [C in ErrorCode]: { code: C; parameters: ErrorParameters<C> } }[ErrorCode];

/** The sentence of a code. Total: every code has one in each language. */
export function errorText<C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
  language: Language,
): string {
  return sentence(code, parameters, language);
}

/** What is sent or kept of an error: with the Chinese sentence, for logs, scripts and older windows. */
export function sentError<C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
): { code: C; parameters: ErrorParameters<C>; message: string } {
  return { code, parameters, message: errorText(code, parameters, 'zh') };
}

/** Whether the table has this code, and the parameters are what it takes. */
export function isKnownError(error: { code: string; parameters: unknown }): error is KnownError {
  return isErrorCode(error.code) && ERRORS[error.code].parameters.safeParse(error.parameters).success;
}

/** The sentence of an error that was sent; its own `message` where the tables do not know it. */
export function sentErrorText(error: SentError, language: Language): string {
  const upstream = upstreamSentence(error, language);
  if (upstream !== null) return upstream;
  return isKnownError(error) ? sentence(error.code, error.parameters, language) : error.message;
}

/** Null where the code is not one of upstreams, or has the parameters of a request's error. */
function upstreamSentence(error: SentError, language: Language): string | null {
  if (!Object.hasOwn(UPSTREAM, error.code)) return null;
  const code = error.code as UpstreamCode;
  const read = UPSTREAM[code].parameters.safeParse(error.parameters);
  return read.success ? upstreamText(code, read.data, language) : null;
}

/** The sentence of an upstream's code whose parameters are known to fit, followed by that of its cause if it has one. */
export function upstreamText(
  code: UpstreamCode,
  parameters: { readonly cause?: SentError; readonly [name: string]: unknown },
  language: Language,
): string {
  // The compiler cannot tie one member of the union to its own parameters; the callers have.
  const found = UPSTREAM[code] as Record<Language, (parameters: never) => string>;
  const own = found[language](parameters as never);
  if (parameters.cause === undefined) return own;
  return `${own}${language === 'zh' ? '：' : ': '}${sentErrorText(parameters.cause, language)}`;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

function sentence(code: ErrorCode, parameters: unknown, language: Language): string {
  // The compiler cannot tie one member of the union to its own parameters; the callers have.
  const found = ERRORS[code] as Record<Language, (parameters: never) => string>;
  return found[language](parameters as never);
}
