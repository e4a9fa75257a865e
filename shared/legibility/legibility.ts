/**
 * Whether a text can be read from where people sit (看得清): the angle under which it appears, by domain.md §7 (text
 * height of NUREG-0700, ISO 9241-3; Chinese characters are denser and need more).
 */

/** Distance in metres from the eye, pitch in millimetres from one physical pixel to the next. */
export type ScreenFacts = { distance: number; pitch: number };

/** Arc minutes: below `least` nobody should have to read, from `good` on it is comfortable. */
export const MINUTES = {
  chinese: { least: 16, good: 20 },
  plain: { least: 16, good: 16 },
} as const;
export type Script = keyof typeof MINUTES;

/** Height of what is seen, as a share of the font size: the face of a Chinese character, a capital or a digit. */
const FACE: Record<Script, number> = { chinese: 0.9, plain: 0.73 };

const CHINESE = /\p{Script=Han}/u;

export function scriptOf(text: string): Script {
  return CHINESE.test(text) ? 'chinese' : 'plain';
}

/** The angle of a height at a distance, arc minutes. */
export function arcMinutes(millimetres: number, metres: number): number {
  return 2 * Math.atan(millimetres / 2000 / metres) * (180 / Math.PI) * 60;
}

/** The height that appears under an angle at a distance, millimetres: h = 2·D·tan(θ/2). */
export function heightOf(minutes: number, metres: number): number {
  return 2000 * metres * Math.tan((minutes / 60 / 180) * (Math.PI / 2));
}

/** Pitch of a panel from its diagonal in inches and its pixels across and down, millimetres. */
export function pitchOf(inches: number, width: number, height: number): number {
  return (inches * 25.4) / Math.hypot(width, height);
}

/** A text as it stands on the screen; `size` is its font size in physical pixels. */
export type Sample = { text: string; size: number };

/** All texts of one size and script, with the first of them as the example. */
export type Measured = {
  script: Script;
  size: number;
  example: string;
  count: number;
  millimetres: number;
  minutes: number;
  verdict: 'good' | 'tight' | 'small';
};

/** What was found, the smallest first. */
export function measure(samples: readonly Sample[], { distance, pitch }: ScreenFacts): Measured[] {
  const found = new Map<string, Measured>();
  for (const { text, size } of samples) {
    const script = scriptOf(text);
    // Tenths of a pixel nobody sees, and browsers differ in them.
    const rounded = Math.round(size * 2) / 2;
    const known = found.get(`${script}/${rounded}`);
    if (known !== undefined) {
      known.count += 1;
      continue;
    }
    const millimetres = rounded * FACE[script] * pitch;
    const minutes = arcMinutes(millimetres, distance);
    const { least, good } = MINUTES[script];
    const verdict = minutes >= good ? 'good' : minutes >= least ? 'tight' : 'small';
    const row = { script, size: rounded, example: text, count: 1, millimetres, minutes, verdict } as const;
    found.set(`${script}/${rounded}`, { ...row });
  }
  return [...found.values()].sort((a, b) => a.minutes - b.minutes);
}

/** The smallest of `steps` at which nothing is too small; null when even the largest does not do. */
export function scaleFor(
  measured: readonly Measured[],
  current: number,
  steps: readonly number[],
): number | null {
  const short = measured.map(({ script, minutes }) => MINUTES[script].good / minutes);
  const wanted = current * Math.max(...short, 0);
  return steps.find((step) => step >= wanted - 1e-9) ?? null;
}
