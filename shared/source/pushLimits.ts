/** Requests to one address that are looked at in a minute (推送频率). */
export const PUSHES_PER_MINUTE = 120;
