import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import type { Logger } from '../ports.ts';
import type { MessageChange, OutboxTable, StoredMessage } from '../store/outboxTable.ts';
import { fullJitter } from '../sync/http/retry.ts';
import { type AttemptDeps, afterDoubt, attempt, NotPending, type Result } from './attempt.ts';
import { templateAmong, type WritableConfig } from './request.ts';

export type SenderDeps = AttemptDeps & {
  table: OutboxTable;
  /** False: nothing is sent. */
  sending: boolean;
  /** The sources as they are saved now. */
  configs(): readonly SourceConfig[];
  logger: Logger;
  random(): number;
  /** Writes the notice (通知) of a message, by whether it is refused or unknown now; in the transaction of its change. */
  tell(message: StoredMessage, failed: boolean): void;
  /** After a change was committed. */
  onChange(message: StoredMessage): void;
};

export type Sender = {
  /** To be called when messages may be due: after an act, a decision, or a change of a source. */
  wake(): void;
  /** Resolves when nothing is being sent and nothing more is due. */
  whenIdle(): Promise<void>;
  /** Lets what is being sent end, for a moment; what then has no answer is in doubt. */
  close(): Promise<void>;
};

const BACKOFF_BASE_MS = 1_000;
const BACKOFF_MAX_MS = 300_000;
/** The longest wait between two looks, ms. Due times are compared with the clock, which may jump; see the scheduler. */
const MAX_WAIT_MS = 1_000;
/** Wait after a failure of this program, such as a full disk, ms. */
const AFTER_FAULT_MS = 5_000;
/** How long closing waits for answers, ms. */
const GRACE_MS = 2_000;

/**
 * Sends the messages (回传) of every source, one at a time per source and in order per case. A message is marked before its first
 * byte is sent, and what became of it is recorded before the next one is: whatever ends the program or the attempt in
 * between, the next one knows that the message is in doubt, and treats it so.
 */
export function startSender(deps: SenderDeps): Sender {
  const { table, clock, logger } = deps;
  const abort = new AbortController();
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  function writable(): WritableConfig[] {
    if (!deps.sending) return [];
    return deps
      .configs()
      .flatMap((config) => (config.kind === 'open311' || config.kind === 'rest' ? [config] : []))
      .filter(({ paused, writeBack }) => !paused && writeBack !== undefined && !writeBack.paused);
  }

  /** Records what became of a message; notices and windows follow. */
  function settle(message: StoredMessage, result: Result): void {
    const change = changeOf(message, result);
    const from = ['pending', 'sending'] as const;
    const told = change.state === 'refused' || change.state === 'unknown';
    const done = table.change(message.id, from, change, () => deps.tell(message, told));
    const { id, source, whistle, action, attempts } = message;
    const about = { id, source, whistle, action, attempts, state: change.state };
    if (told) logger.warn({ ...about, code: change.error.code }, 'a message to an upstream needs a person');
    else logger.info(about, 'message to an upstream');
    if (done) deps.onChange(message);
  }

  function changeOf(message: StoredMessage, result: Result): MessageChange {
    const at = clock.now();
    if (result.kind === 'acknowledged')
      return { state: 'acknowledged', at, upstreamId: result.upstreamId, by: null, reason: null };
    if (result.kind !== 'later') return { state: result.kind, error: result.error };
    const { error, doubt, token, afterMs } = result;
    const attempts = table.one(message.id)?.attempts ?? message.attempts;
    const jitter = fullJitter(attempts, BACKOFF_BASE_MS, BACKOFF_MAX_MS, deps.random);
    const nextAttemptAt = Math.max(at + Math.ceil(Math.max(afterMs, jitter)), breakerUntil(message) ?? at);
    return { state: 'pending', nextAttemptAt, doubt, token, error };
  }

  function breakerUntil({ source }: StoredMessage): number | null {
    const config = writable().find(({ id }) => id === source);
    return config === undefined ? null : deps.http.breakerOpenUntil(config.url);
  }

  async function sendDue(source: string): Promise<void> {
    recover(source);
    for (;;) {
      // Read again each time: the source may have been paused or corrected meanwhile.
      const config = writable().find(({ id }) => id === source);
      if (stopped || config === undefined) return;
      const message = table.due(source, clock.now());
      if (message === null) return;
      try {
        const result = await attempt(message, config, deps, abort.signal, (withContact) => {
          const begun = table.begin(message.id, clock.now(), () => {
            if (withContact) deps.recordContact(message);
          });
          if (!begun) throw new NotPending(String(message.id));
        });
        settle(message, result);
      } catch (error) {
        if (!(error instanceof NotPending)) throw error;
      }
    }
  }

  function run(source: string): void {
    clear(source);
    if (stopped || running.has(source)) return;
    let wait: number | null = null;
    const work = sendDue(source)
      .then(() => {
        const due = table.nextDueAt(source);
        if (due !== null) wait = Math.min(MAX_WAIT_MS, Math.max(1, due - clock.now()));
      })
      .catch((error: unknown) => {
        logger.error({ error, source }, 'messages to an upstream could not be sent');
        wait = AFTER_FAULT_MS;
      })
      .finally(() => {
        running.delete(source);
        if (wait !== null) schedule(source, wait);
      });
    running.set(source, work);
  }

  function schedule(source: string, ms: number): void {
    clear(source);
    if (stopped) return;
    const timer = setTimeout(() => run(source), ms);
    timer.unref();
    timers.set(source, timer);
  }

  function clear(source: string): void {
    const timer = timers.get(source);
    if (timer !== undefined) clearTimeout(timer);
    timers.delete(source);
  }

  /**
   * Messages whose sending ended without a record of what became of them, with the program or by a failure such as a full
   * disk: whether they arrived is not known. To be called when nothing of the source is under way; null: of all sources.
   */
  function recover(source: string | null): void {
    const interrupted = table.interrupted(source);
    if (interrupted.length === 0) return;
    const configs = deps.configs();
    for (const message of interrupted) {
      const template = templateAmong(configs, message);
      settle(message, afterDoubt(template, upstreamMessage('write-interrupted', {})));
    }
  }

  function wake(): void {
    for (const { id } of writable()) run(id);
  }

  recover(null);
  wake();
  return {
    wake,
    async whenIdle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    async close() {
      stopped = true;
      for (const source of [...timers.keys()]) clear(source);
      if (running.size === 0) return;
      const grace = setTimeout(() => abort.abort(), GRACE_MS);
      await Promise.all(running.values());
      clearTimeout(grace);
    },
  };
}
