import type { CrashBudget } from '../crashBudget.ts';

type Process = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
};

/**
 * Faults of the shell itself are logged with their stack. Before the windows are open they end the start, with a message;
 * afterwards the windows and the service go on, and the operator is told, within a budget.
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
