/**
 * How often a crashed part may be started again: `allowed` times within `windowMs`. Beyond that a restart would only
 * hide the fault, and the operator is told instead. Times are UTC ms.
 */
export class CrashBudget {
  private readonly allowed: number;
  private readonly windowMs: number;
  private crashes: number[] = [];

  constructor(allowed: number, windowMs: number) {
    this.allowed = allowed;
    this.windowMs = windowMs;
  }

  /** Records a crash; true if the part may be started again. */
  spend(now: number): boolean {
    this.crashes = this.crashes.filter((at) => now - at < this.windowMs);
    this.crashes.push(now);
    return this.crashes.length <= this.allowed;
  }
}
