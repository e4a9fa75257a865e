import type { z } from 'zod';

/** A broadcast channel between the windows of one browser profile; a window does not receive its own messages. */
export type Channel<Message> = {
  post(message: Message): void;
  /** Returns a function that unsubscribes. */
  subscribe(listener: (message: Message) => void): () => void;
};

/**
 * Opens the channel of that name. A message that does not fit the schema (from a window of another version) is dropped.
 * Where the browser has no channels nothing is sent or received.
 */
export function openChannel<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): Channel<z.output<Schema>> {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    post: (message) => channel?.postMessage(message),
    subscribe(listener) {
      const receive = ({ data }: { data: unknown }): void => {
        const read = schema.safeParse(data);
        if (read.success) listener(read.data);
      };
      channel?.addEventListener('message', receive);
      return () => channel?.removeEventListener('message', receive);
    },
  };
}
