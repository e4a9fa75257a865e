import { z } from 'zod';

/** What a second start hands to the first one: Electron keeps neither the order nor the exact words of the arguments. */
export const SecondStart = z.object({ flags: z.array(z.string()) });
export type SecondStart = z.infer<typeof SecondStart>;

/** What to tell the operator whose second start asked for something else; null when it asked for nothing. */
export function ignoredFlags(running: readonly string[], second: unknown): string | null {
  const read = SecondStart.safeParse(second);
  if (!read.success || read.data.flags.length === 0) return null;
  const { flags } = read.data;
  if (flags.length === running.length && flags.every((flag, index) => flag === running[index])) return null;
  return `城哨已在运行，这次启动的选项没有生效：${flags.join(' ')}。要使用这些选项，请先退出正在运行的城哨，再重新启动。`;
}
