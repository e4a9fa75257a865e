import type { Clock, Logger } from '../ports.ts';

/**
 * Why the machine's clock is not believed. `jump`: it has moved by more than time has passed. `behind`: it shows a time
 * before the newest act on record. Instants UTC ms, both now: what the machine shows, and the time that counts meanwhile.
 */
export type ClockDoubt = { kind: 'jump' | 'behind'; machine: number; trusted: number };

/** The clock that everything in a city goes by. */
export type TrustedClock = Clock & {
  /** Null while the machine's clock agrees with the time that has passed. */
  doubt(): ClockDoubt | null;
  /** A person says that the machine's clock is right: time goes on from there. */
  accept(): void;
  /** The newest act on record, UTC ms; to be told once at the start. A clock that shows an earlier time is not believed. */
  notBefore(newest: number): void;
  stop(): void;
};

export type ClockParts = {
  machine: Clock;
  /** Time that has passed, ms, going on while the machine sleeps and untouched by settings of the clock. */
  steady(): number;
  logger: Logger;
  /** A doubt has begun or ended. */
  onChange(): void;
};

/** Corrections up to this size are taken over silently: time services make them. ms. */
const TOLERANCE_MS = 60_000;
const LOOK_EVERY_MS = 1000;

/**
 * A clock that does not follow jumps. Time goes on by what has passed while the machine's clock is in doubt, so that nothing
 * fires and nobody is signed out because of a jump, and no act is recorded under a wrong time. The doubt ends when the clock
 * is back, or when somebody confirms it. A machine that slept has not jumped.
 */
export function createTrustedClock({ machine, steady, logger, onChange }: ClockParts): TrustedClock {
  let known = { at: machine.now(), steady: steady() };
  let newest = Number.NEGATIVE_INFINITY;
  let doubt: ClockDoubt['kind'] | null = null;
  let seen = known.at;

  function look(): number {
    const [shown, passed] = [machine.now(), steady()];
    const expected = known.at + (passed - known.steady);
    seen = shown;
    const agrees =
      doubt === 'behind' ? shown >= newest - TOLERANCE_MS : Math.abs(shown - expected) <= TOLERANCE_MS;
    if (!agrees) {
      if (doubt === null) begin('jump', shown, expected);
      return expected;
    }
    known = { at: shown, steady: passed };
    if (doubt !== null) end('the clock agrees again');
    return shown;
  }

  function begin(kind: ClockDoubt['kind'], shown: number, trusted: number): void {
    doubt = kind;
    logger.warn({ kind, machine: shown, trusted }, 'the machine’s clock is not believed');
    onChange();
  }

  function end(why: string): void {
    logger.info({ kind: doubt, machine: seen }, why);
    doubt = null;
    onChange();
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    now: () => Math.round(look()),
    doubt() {
      const trusted = Math.round(look());
      return doubt === null ? null : { kind: doubt, machine: seen, trusted };
    },
    accept() {
      known = { at: machine.now(), steady: steady() };
      seen = known.at;
      newest = Number.NEGATIVE_INFINITY;
      if (doubt !== null) end('the machine’s clock was confirmed');
    },
    notBefore(at) {
      newest = at;
      if (look() >= at - TOLERANCE_MS) return;
      known = { at, steady: steady() };
      begin('behind', seen, at);
    },
    stop: () => clearInterval(timer),
  };
}

/** A clock that is believed as it is: simulated time, and tests. */
export function believed(clock: Clock): TrustedClock {
  return {
    now: () => clock.now(),
    doubt: () => null,
    accept: () => undefined,
    notBefore: () => undefined,
    stop: () => undefined,
  };
}
