import type { handoverErrors } from '../errors/handover.ts';

/** Why a step of a hand-over does not pass; stable. */
export type HandoverCode = keyof typeof handoverErrors;

export type HandoverRefusal = { ok: false; code: HandoverCode };
export const refused = (code: HandoverCode): HandoverRefusal => ({ ok: false, code });
