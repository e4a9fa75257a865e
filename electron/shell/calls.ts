import { z } from 'zod';

/**
 * Everything a window may ask of the desktop, and nothing else. Both directions are parsed; the sender must be one of
 * our own windows. `shared` knows the same shapes through the renderer's own interface, not through Electron.
 */
const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
export const Display = z.object({
  id: z.string(),
  label: z.string(),
  primary: z.boolean(),
  scaleFactor: z.number().positive(),
  bounds: Bounds,
  workArea: Bounds,
});
export type Display = z.infer<typeof Display>;

export const Role = z.enum(['wall', 'desk', 'connections']);

export const calls = {
  'desk:displays': { input: z.null(), output: z.array(Display) },
  'desk:open-window': { input: z.object({ role: Role, display: z.string().nullable() }), output: z.null() },
  'desk:full-screen': { input: z.object({ on: z.boolean() }), output: z.null() },
  'desk:keep-awake': { input: z.object({ on: z.boolean() }), output: z.object({ on: z.boolean() }) },
  'desk:notify': {
    input: z.object({ title: z.string().max(80), body: z.string().max(300) }),
    output: z.null(),
  },
  'desk:print-pdf': { input: z.null(), output: z.object({ savedTo: z.string().nullable() }) },
  'desk:about': {
    input: z.null(),
    output: z.object({ version: z.string(), electron: z.string(), platform: z.string() }),
  },
} as const;

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
