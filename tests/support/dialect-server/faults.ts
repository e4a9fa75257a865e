/**
 * What goes wrong, as shares of the requests (0…1). Drawn from a seeded generator: a failing run can be repeated.
 * After `burst` faults in a row one request is let through, so that a patient client always gets on.
 */
export type Faults = {
  seed: number;
  burst: number;
  tooMany: number;
  serverError: number;
  truncated: number;
  html: number;
  /** Repeats rows: sends the previous page instead of the requested one, or the first rows of page 1 again. */
  duplicatePage: number;
  /** A row is touched between two pages, so that lists ordered by update shift. */
  shift: number;
  /** Rows without an id are mixed into an answer. */
  withoutId: number;
  bom: number;
  /** Server clock minus real, ms. */
  skewMs: number;
  /** A time window that includes this time of report always answers 500: bad data that is never repaired. */
  poisonAt: number | null;
};

export const noFaults: Faults = {
  seed: 1,
  burst: 2,
  tooMany: 0,
  serverError: 0,
  truncated: 0,
  html: 0,
  duplicatePage: 0,
  shift: 0,
  withoutId: 0,
  bom: 0,
  skewMs: 0,
  poisonAt: null,
};

export type FaultKind =
  | 'tooMany'
  | 'serverError'
  | 'truncated'
  | 'html'
  | 'duplicatePage'
  | 'shift'
  | 'withoutId'
  | 'bom';

/** Draws faults for one request after another. */
export class FaultGenerator {
  private readonly faults: Faults;
  private state: number;
  private consecutive = 0;
  readonly drawn: Record<FaultKind, number> = {
    tooMany: 0,
    serverError: 0,
    truncated: 0,
    html: 0,
    duplicatePage: 0,
    shift: 0,
    withoutId: 0,
    bom: 0,
  };

  constructor(faults: Faults) {
    this.faults = faults;
    this.state = faults.seed >>> 0;
  }

  /** Uniform in 0…1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A fault that spoils the whole answer, or null. */
  responseFault(): 'tooMany' | 'serverError' | 'truncated' | 'html' | null {
    const kinds = ['tooMany', 'serverError', 'truncated', 'html'] as const;
    if (this.consecutive >= this.faults.burst) {
      this.consecutive = 0;
      return null;
    }
    for (const kind of kinds) {
      if (this.next() < this.faults[kind]) {
        this.consecutive += 1;
        this.drawn[kind] += 1;
        return kind;
      }
    }
    this.consecutive = 0;
    return null;
  }

  draw(kind: 'duplicatePage' | 'shift' | 'withoutId' | 'bom'): boolean {
    const yes = this.next() < this.faults[kind];
    if (yes) this.drawn[kind] += 1;
    return yes;
  }
}
