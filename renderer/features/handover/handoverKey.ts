/** Opens the hand-over; J as in 交 (jiāo). As printed beside it. */
export const HANDOVER_KEY = 'Alt+J';
