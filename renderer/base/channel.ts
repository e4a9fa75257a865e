import type { z } from 'zod';

/** What windows of one browser profile say to each other under one name; a window does not hear itself. */
export type Channel<Message> = {
  say(message: Message): void;
  /** Returns how to stop. */
  hear(listener: (message: Message) => void): () => void;
};

/** Opens it; what does not fit the schema (a window of another version) is not heard. Silent where there are no channels. */
export function openChannel<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): Channel<z.output<Schema>> {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    say: (message) => channel?.postMessage(message),
    hear(listener) {
      const take = ({ data }: { data: unknown }): void => {
        const read = schema.safeParse(data);
        if (read.success) listener(read.data);
      };
      channel?.addEventListener('message', take);
      return () => channel?.removeEventListener('message', take);
    },
  };
}
