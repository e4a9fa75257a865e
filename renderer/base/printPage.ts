import { z } from 'zod';

/** What the shell's preload offers for printing; see electron/preload.ts. */
const Bridge = z.object({
  print: z.custom<(input: null) => Promise<unknown>>((value) => typeof value === 'function'),
});

/** Prints this window's page. Where the console has no printer the shell saves it as PDF; a browser offers that itself. */
export function printPage(): void {
  const bridge = Bridge.safeParse(Reflect.get(globalThis, 'citywhistleHost'));
  if (bridge.success) void bridge.data.print(null);
  else print();
}
