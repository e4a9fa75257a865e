import type { CrashBudget } from '../crashBudget.ts';

type Process = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
};

/**
 * Logs uncaught errors of the shell with their stack. Before the windows are open, an error ends the program with a
 * message; afterwards windows and service go on, and a message is shown, within a budget.
 */
export function reportFaults(
  process: Process,
  options: {
    log(message: string, stack: string): void;
    isUp(): boolean;
    endStart(message: string): void;
    showMessage(message: string): void;
    budget: CrashBudget;
    now(): number;
  },
): void {
  const report = (kind: string) => (error: unknown) => {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    options.log(kind, stack);
    const [first = ''] = stack.split('\n');
    if (!options.isUp()) options.endStart(`程序无法启动：${first}`);
    else if (options.budget.spend(options.now()))
      options.showMessage(
        `程序内部出错，已记入日志。窗口和数据可继续使用；若反复出现，请重启本程序并把日志交给管理员。\n${first}`,
      );
  };
  process.on('uncaughtException', report('uncaught exception'));
  process.on('unhandledRejection', report('unhandled rejection'));
}
