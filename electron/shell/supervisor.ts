import { FromServiceControl, type ToServiceControl } from './control.ts';
import type { CrashBudget } from './crashBudget.ts';
import type { SecretBox } from './secretBox.ts';
import type { Port } from './transport/messages.ts';
import { createPortClient, type PortClient } from './transport/portClient.ts';

/** The service process as the shell sees it; Electron's utilityProcess in life, a stand-in in tests. */
export type ServiceProcess = {
  /** Carries requests. */
  requests: Port;
  send(message: ToServiceControl): void;
  onMessage(handler: (message: unknown) => void): void;
  onExit(handler: (code: number) => void): void;
  kill(): void;
};

export type Supervisor = {
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
};

/** How long a request waits for a service that is starting again, ms. */
const READY_TIMEOUT_MS = 20_000;

/**
 * Keeps one service process running. When it dies, windows stay: requests wait for the next process, which finds
 * everything acknowledged in the database. Beyond the budget `giveUp` is told, once.
 */
export function superviseService(options: {
  spawn: () => ServiceProcess;
  argv: string[];
  secrets: SecretBox;
  budget: CrashBudget;
  now: () => number;
  giveUp: (reason: string) => void;
}): Supervisor {
  let current: { process: ServiceProcess; asking: PortClient } | null = null;
  let stopping = false;
  let stopReason: string | null = null;
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const go of waiting.splice(0)) go();
  };
  const giveUp = (reason: string) => {
    if (stopReason !== null) return;
    stopReason = reason;
    wake();
    options.giveUp(reason);
  };

  const launch = () => {
    const process = options.spawn();
    const asking = createPortClient(process.requests);
    let refusal: string | null = null;
    process.onMessage((message) => {
      const read = FromServiceControl.safeParse(message);
      if (!read.success) return;
      if (read.data.type === 'ready') {
        current = { process, asking };
        wake();
      } else if (read.data.type === 'failed') refusal = read.data.message;
      else answerSecret(process, options.secrets, read.data);
    });
    process.onExit((code) => {
      if (current?.process === process) current = null;
      if (stopping) return;
      // A refusal (wrong flag, database of a newer program …) would come again: starting anew helps nobody.
      if (refusal !== null) giveUp(refusal);
      else if (options.budget.spend(options.now())) launch();
      else giveUp(`后台服务反复退出（代码 ${code}），已停止重启`);
    });
    process.send({
      type: 'start',
      argv: options.argv,
      secretsKept: options.secrets.kept,
      secretsNote: options.secrets.note,
    });
  };
  launch();

  const ready = () =>
    new Promise<PortClient | null>((resolve) => {
      if (current !== null || stopReason !== null || stopping) return resolve(current?.asking ?? null);
      const timer = setTimeout(() => resolve(null), READY_TIMEOUT_MS);
      waiting.push(() => {
        clearTimeout(timer);
        resolve(current?.asking ?? null);
      });
    });

  return {
    fetch: async (request) => {
      const asking = await ready();
      try {
        if (asking !== null) return await asking.fetch(request);
      } catch {
        // The process died under the request; the window asks again by itself.
      }
      const message = stopReason ?? '后台服务正在重启，请稍候';
      return Response.json({ error: { code: 'service-away', message } }, { status: 503 });
    },
    stop: () => {
      stopping = true;
      wake();
      const process = current?.process;
      if (process === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => process.kill(), 10_000);
        process.onExit(() => {
          clearTimeout(timer);
          resolve();
        });
        process.send({ type: 'stop' });
      });
    },
  };
}

function answerSecret(
  process: ServiceProcess,
  secrets: SecretBox,
  asked: Extract<FromServiceControl, { type: 'secret' }>,
): void {
  let value: string | null = null;
  let error: string | null = null;
  try {
    if (asked.act === 'get') value = secrets.get(asked.name);
    else if (asked.act === 'set') secrets.set(asked.name, asked.value ?? '');
    else secrets.delete(asked.name);
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
  }
  process.send({ type: 'secret', id: asked.id, value, error });
}
