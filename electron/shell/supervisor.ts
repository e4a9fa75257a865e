import { errorText, sentError } from '../../shared/errors/errorText.ts';
import type { Stopped } from '../../shared/errors/host.ts';
import type { ServiceState } from '../../shared/layout/workspaceView.ts';
import { FromServiceControl, type ToServiceControl } from './control.ts';
import type { CrashBudget } from './crashBudget.ts';
import type { SecretBox } from './secretBox.ts';
import type { Port } from './transport/messages.ts';
import { createPortClient, type PortClient } from './transport/portClient.ts';
import type { HighestRole } from './windowTickets.ts';

/** The service process: Electron's utilityProcess, or a stand-in in tests. */
export type ServiceProcess = {
  /** Carries requests. */
  requests: Port;
  send(message: ToServiceControl): void;
  onMessage(handler: (message: unknown) => void): void;
  /** A fatal error of the runtime (out of memory …); the exit follows. `what` describes it. */
  onFatalError(handler: (what: string) => void): void;
  onExit(handler: (code: number) => void): void;
  kill(): void;
};

export type ServiceSupervisor = {
  /** `highest`: the highest role of the window that sent the request. */
  fetch(request: Request, highest: HighestRole): Promise<Response>;
  state(): ServiceState;
  stop(): Promise<void>;
};

/** How long a request waits for a service that is starting, ms. */
const READY_TIMEOUT_MS = 20_000;
/** How long the service may take to close its database, ms. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * Keeps one service process running. When it crashes, the windows stay open and requests wait for the next process, which
 * finds everything acknowledged in the database. Once the crash budget is spent, `giveUp` is called.
 */
export function superviseService(options: {
  /** @throws when no process can be started at all. */
  spawn: () => ServiceProcess;
  argv: string[];
  /** The operating system may ask the operator to unlock its key ring first. */
  secrets: Promise<SecretBox>;
  budget: CrashBudget;
  now: () => number;
  /** Called when the state has changed. */
  changed: () => void;
  log: (message: string) => void;
  giveUp: (reason: string) => void;
}): ServiceSupervisor {
  let living: ServiceProcess | null = null;
  let current: { process: ServiceProcess; client: PortClient } | null = null;
  let hasRun = false;
  let stopping = false;
  let stopped: Stopped | null = null;
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const go of waiting.splice(0)) go();
    options.changed();
  };
  const giveUp = (why: Stopped) => {
    if (stopped !== null) return;
    stopped = why;
    wake();
    options.giveUp(reasonOf(why));
  };
  const exited = (why: string, refusal: string | null) => {
    options.log(`service ended: ${why}`);
    // A refusal to start (wrong flag, database of a newer program …) would only be repeated.
    if (refusal !== null) giveUp({ reason: 'refused', detail: refusal });
    else if (options.budget.spend(options.now())) launch();
    else giveUp({ reason: 'ended', detail: why });
  };

  const launch = () => {
    let process: ServiceProcess;
    try {
      process = options.spawn();
    } catch (error) {
      exited(error instanceof Error ? error.message : String(error), null);
      return;
    }
    living = process;
    const client = createPortClient(process.requests);
    let refusal: string | null = null;
    let fatal: string | null = null;
    process.onMessage((message) => {
      const read = FromServiceControl.safeParse(message);
      if (!read.success) return;
      if (read.data.type === 'ready') {
        current = { process, client };
        hasRun = true;
        wake();
      } else if (read.data.type === 'failed') refusal = read.data.message;
      else void answerSecret(process, options.secrets, read.data);
    });
    process.onFatalError((what) => {
      fatal = what;
      options.log(`service cannot go on: ${what}`);
    });
    process.onExit((code) => {
      living = null;
      current = null;
      if (stopping) return;
      options.changed();
      exited(fatal === null ? `代码 ${code}` : `代码 ${code}，${fatal}`, refusal);
    });
    void options.secrets.then((secrets) => {
      if (living === process)
        process.send({
          type: 'start',
          argv: options.argv,
          secretsKept: secrets.kept,
          secretsStorage: secrets.storage,
          secretsDegraded: secrets.degraded,
        });
    });
  };
  launch();

  const ready = () =>
    new Promise<PortClient | null>((resolve) => {
      if (current !== null || stopped !== null || stopping) return resolve(current?.client ?? null);
      const timer = setTimeout(() => resolve(null), READY_TIMEOUT_MS);
      waiting.push(() => {
        clearTimeout(timer);
        resolve(current?.client ?? null);
      });
    });

  return {
    fetch: async (request, highest) => {
      const client = await ready();
      try {
        if (client !== null) return await client.fetch(request, highest);
      } catch {
        // The process crashed during the request; the window retries by itself.
      }
      const error = sentError('service-away', { restarting: hasRun, stopped });
      return Response.json({ error }, { status: 503 });
    },
    state: () => {
      if (stopped !== null) return { state: 'stopped', message: reasonOf(stopped) };
      if (current !== null) return { state: 'running', message: '' };
      return { state: hasRun ? 'restarting' : 'starting', message: '' };
    },
    stop: () => {
      stopping = true;
      wake();
      const process = living;
      if (process === null) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => process.kill(), STOP_TIMEOUT_MS);
        process.onExit(() => {
          clearTimeout(timer);
          resolve();
        });
        process.send({ type: 'stop' });
      });
    },
  };
}

async function answerSecret(
  process: ServiceProcess,
  box: Promise<SecretBox>,
  request: Extract<FromServiceControl, { type: 'secret' }>,
): Promise<void> {
  let value: string | null = null;
  let error: string | null = null;
  try {
    const secrets = await box;
    if (request.act === 'get') value = await secrets.get(request.name);
    else if (request.act === 'set') await secrets.set(request.name, request.value ?? '');
    else await secrets.delete(request.name);
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
  }
  process.send({ type: 'secret', id: request.id, value, error });
}

/** For dialogs, which are in Chinese: a service that refused to start has said why in a whole sentence. */
function reasonOf(stopped: Stopped): string {
  return stopped.reason === 'refused'
    ? stopped.detail
    : errorText('service-away', { restarting: true, stopped }, 'zh');
}
