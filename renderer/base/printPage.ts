import { z } from 'zod';

/** The printing call of the shell's preload script; see electron/preload.ts. */
const Bridge = z.object({
  print: z.custom<(input: null) => Promise<unknown>>((value) => typeof value === 'function'),
});

/** Prints this window's page. Without a printer the shell saves it as PDF; a browser offers that in its own dialog. */
export function printPage(): void {
  const bridge = Bridge.safeParse(Reflect.get(globalThis, 'citywhistleHost'));
  if (bridge.success) void bridge.data.print(null);
  else print();
}
