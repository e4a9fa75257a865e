import { z } from 'zod';

/** Largest chunk of a body in one message, bytes: a port keeps every message in memory until it is read. */
export const MAX_CHUNK_BYTES = 1024 * 1024;

/**
 * Messages between the shell and the service process: HTTP requests and answers in chunks. Each side sends a chunk of a
 * body only when the other has requested it, so that neither a slow window nor a large upload fills the memory.
 */
const id = z.int();
const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const headers = z.array(z.tuple([z.string(), z.string()]));

export const ToService = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('request'),
    id,
    method: z.string(),
    url: z.string(),
    headers,
    hasBody: z.boolean(),
    /** Highest role of the window that sent the request, as the shell knows it; no page can write here. */
    highest: z.enum(['wall', 'operator']),
  }),
  z.object({ type: z.literal('body'), id, bytes }),
  z.object({ type: z.literal('body-end'), id }),
  z.object({ type: z.literal('pull'), id }),
  z.object({ type: z.literal('cancel'), id }),
]);
export type ToService = z.infer<typeof ToService>;

export const FromService = z.discriminatedUnion('type', [
  z.object({ type: z.literal('head'), id, status: z.int(), headers }),
  z.object({ type: z.literal('chunk'), id, bytes }),
  /** The service requests the next chunk of the request's body. */
  z.object({ type: z.literal('pull-body'), id }),
  z.object({ type: z.literal('end'), id }),
  z.object({ type: z.literal('failed'), id, message: z.string() }),
]);
export type FromService = z.infer<typeof FromService>;

/** What a MessagePort of Electron and one of Node have in common; each host adapts its own. */
export type Port = {
  send(message: unknown): void;
  onMessage(handler: (message: unknown) => void): void;
  onClose(handler: () => void): void;
  close(): void;
};
