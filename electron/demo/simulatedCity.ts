import { localDate } from '../../shared/time/zone.ts';
import { casesOfDay, type DemoCase } from './casesOfDay.ts';
import type { CityModel } from './cityModel.ts';
import type { Step } from './timeline.ts';

/** A case with its current step at a given time. */
export type CaseSnapshot = { demo: DemoCase; step: Step };

/** Called for each case with its step at that moment; returning false ends the walk. */
export type Visitor = (demo: DemoCase, step: Step) => boolean;

/** The cases of the simulated city at any time. Days are generated when first needed; nothing is stored on disk. */
export type SimulatedCity = {
  /**
   * Visits the cases reported up to `now`, oldest first, with their step at `now`. Days whose last report is before
   * `reportedFrom` or on which nothing changed since `changedFrom` are skipped.
   */
  walk(now: number, reportedFrom: number, changedFrom: number, visit: Visitor): void;
  /** One case by its number; null when it is unknown, too old or not yet reported. */
  find(id: string, now: number): CaseSnapshot | null;
};

type Day = { cases: DemoCase[]; lastReport: number; lastChange: number };

/** Covers today and the `days` full days before it. */
export function createSimulatedCity(model: CityModel, seed: number, days: number): SimulatedCity {
  const zone = model.pack.manifest.zone;
  const generated = new Map<string, Day>();
  const day = (date: string): Day => {
    let known = generated.get(date);
    if (!known) {
      const cases = casesOfDay(model, seed, date);
      const lastReport = cases.at(-1)?.requestedAt ?? 0;
      known = {
        cases,
        lastReport,
        lastChange: cases.reduce((last, demo) => Math.max(last, lastChangeOf(demo)), 0),
      };
      generated.set(date, known);
    }
    return known;
  };
  const windowOf = (now: number): string[] => {
    const today = Temporal.PlainDate.from(localDate(now, zone));
    const dates = Array.from({ length: days + 1 }, (_, i) => today.subtract({ days: days - i }).toString());
    const [first = ''] = dates;
    for (const date of generated.keys()) if (date < first) generated.delete(date);
    return dates;
  };
  return {
    walk(now, reportedFrom, changedFrom, visit) {
      for (const date of windowOf(now)) {
        const { cases, lastReport, lastChange } = day(date);
        if (lastReport < reportedFrom || lastChange < changedFrom) continue;
        for (const demo of cases) {
          if (demo.requestedAt > now || !visit(demo, stepAt(demo, now))) return;
        }
      }
    },
    find(id, now) {
      const stamp = id.slice(model.idPrefix.length, model.idPrefix.length + 8);
      const date = stamp.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
      if (!id.startsWith(model.idPrefix) || !windowOf(now).includes(date)) return null;
      const demo = day(date).cases.find((one) => one.id === id);
      return demo && demo.requestedAt <= now ? { demo, step: stepAt(demo, now) } : null;
    },
  };
}

function lastChangeOf(demo: DemoCase): number {
  return demo.timeline.steps.at(-1)?.at ?? demo.requestedAt;
}

function stepAt(demo: DemoCase, now: number): Step {
  const steps = demo.timeline.steps;
  for (let i = steps.length - 1; i > 0; i--) {
    const step = steps[i];
    if (step && step.at <= now) return step;
  }
  return steps[0] ?? { at: demo.requestedAt, stage: 'reported', rework: 0, note: '' };
}
