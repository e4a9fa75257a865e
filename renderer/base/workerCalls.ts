type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Orders to a worker of this window, each with the answer that belongs to it. */
export type WorkerCalls<Order, Answer> = {
  /** Rejects where the worker has failed or was closed, before the answer or before the order. */
  ask(order: WithoutId<Order>, transfer: Transferable[]): Promise<Answer>;
  close(): void;
};

/** Numbers the orders, and matches the answers by those numbers. */
export function createWorkerCalls<Order extends { id: number }, Answer extends { id: number }>(
  worker: Worker,
): WorkerCalls<Order, Answer> {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let next = 0;
  let ended: Error | null = null;
  const end = (reason: Error): void => {
    ended ??= reason;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.resolve(data);
    waiting.delete(data.id);
  };
  worker.onerror = () => end(new Error('the worker has failed'));
  return {
    ask(order, transfer) {
      if (ended !== null) return Promise.reject(ended);
      next += 1;
      const id = next;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...order, id }, transfer);
      });
    },
    close() {
      worker.terminate();
      end(new Error('the worker was closed'));
    },
  };
}
