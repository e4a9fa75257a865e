import type { ProbeReport } from '../../../../shared/contract/sources.ts';

/** The questions asked and what came of them, one Chinese line each. */
export class Steps {
  readonly all: ProbeReport['steps'] = [];

  ok(what: string, detail: string): void {
    this.all.push({ what, ok: true, detail });
  }

  failed(what: string, detail: string): void {
    this.all.push({ what, ok: false, detail });
  }
}
