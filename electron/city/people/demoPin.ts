/** PIN of every demo operator: shown on the sign-in screen of the simulated city, and of no use anywhere else. */
export const DEMO_PIN = '202611';
