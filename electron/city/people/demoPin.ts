/** PIN of every demo operator, shown on the sign-in screen of the simulated city. No other operator may choose it. */
export const DEMO_PIN = '202611';
