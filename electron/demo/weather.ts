import { randomFor } from '../../shared/pack/seededRandom.ts';

/** A spell of rain: local hours [from, to) of one day, strength 0.3 (drizzle) to 1 (downpour). */
export type Rain = { from: number; to: number; strength: number };

/** Rain of a day, null on dry days. It rains on about one day in five; the same seed and date give the same rain. */
export function rainOf(seed: number, date: string): Rain | null {
  const random = randomFor(`${seed}/rain/${date}`);
  if (random() >= 0.2) return null;
  const from = Math.floor(random() * 20);
  const length = 2 + Math.floor(random() * 6);
  return { from, to: Math.min(24, from + length), strength: 0.3 + 0.7 * random() };
}

/** Factor on a category's rate in an hour of the day; the effect lasts two hours longer than the rain. `rainRate`: at full strength. */
export function rainFactor(rain: Rain | null, hour: number, rainRate: number): number {
  if (!rain || hour < rain.from || hour >= rain.to + 2) return 1;
  const fading = hour >= rain.to ? 0.4 : 1;
  // Interpolates between 1 and `rainRate`, which is below 1 for categories that rain makes rarer (stalls, drying clothes).
  return 1 + (rainRate - 1) * rain.strength * fading;
}
