/**
 * Whether a text can be read from a seat (看得清): by its visual angle, see domain.md §7 (text height after NUREG-0700 and
 * ISO 9241-3; Chinese characters are denser and need a larger one).
 */

/** Viewing distance in metres, pixel pitch in millimetres. */
export type ScreenFacts = { distance: number; pitch: number };

/** Visual angles in arc minutes: `least` is the minimum for reading, from `good` on it is comfortable. */
export const MINUTES = {
  chinese: { least: 16, good: 20 },
  plain: { least: 16, good: 16 },
} as const;
export type Script = keyof typeof MINUTES;

/** Height of a Chinese character, or of a capital or digit, as a share of the font size. */
const GLYPH_HEIGHT: Record<Script, number> = { chinese: 0.9, plain: 0.73 };

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

/** A text on the screen; `size` is its font size in physical pixels. */
export type TextSample = { text: string; size: number };

/** All texts of one size and script, with the first of them as the example. */
export type MeasuredText = {
  script: Script;
  size: number;
  example: string;
  count: number;
  millimetres: number;
  minutes: number;
  verdict: 'good' | 'tight' | 'small';
};

/** Groups texts by size and script, smallest visual angle first. */
export function measure(samples: readonly TextSample[], { distance, pitch }: ScreenFacts): MeasuredText[] {
  const found = new Map<string, MeasuredText>();
  for (const { text, size } of samples) {
    const script = scriptOf(text);
    // Rounded to half pixels, since browsers differ in the fractions.
    const rounded = Math.round(size * 2) / 2;
    const known = found.get(`${script}/${rounded}`);
    if (known !== undefined) {
      known.count += 1;
      continue;
    }
    const millimetres = rounded * GLYPH_HEIGHT[script] * pitch;
    const minutes = arcMinutes(millimetres, distance);
    const { least, good } = MINUTES[script];
    const verdict = minutes >= good ? 'good' : minutes >= least ? 'tight' : 'small';
    const row = { script, size: rounded, example: text, count: 1, millimetres, minutes, verdict } as const;
    found.set(`${script}/${rounded}`, { ...row });
  }
  return [...found.values()].sort((a, b) => a.minutes - b.minutes);
}

/** The smallest of `steps` at which no text is too small; null if even the largest is not sufficient. */
export function scaleFor(
  measured: readonly MeasuredText[],
  current: number,
  steps: readonly number[],
): number | null {
  const short = measured.map(({ script, minutes }) => MINUTES[script].good / minutes);
  const wanted = current * Math.max(...short, 0);
  return steps.find((step) => step >= wanted - 1e-9) ?? null;
}
