/** Requests signed by the key of one source that are taken in a minute (推送频率). */
export const PUSHES_PER_MINUTE = 120;

/** Requests of one sender that no key proves, or that come late or again, which are counted and told in a minute. */
export const UNPROVEN_PER_MINUTE = 60;

/** A longer body is not read. */
export const MAX_PUSH_BYTES = 1_048_576;
