import { z } from 'zod';

/** Data that a second start passes to the running one. Electron does not preserve order and spelling of the arguments. */
export const SecondStart = z.object({ flags: z.array(z.string()) });
export type SecondStart = z.infer<typeof SecondStart>;

/** A message saying which flags of a second start were ignored; null if there were none or they are the same. */
export function ignoredFlags(running: readonly string[], second: unknown): string | null {
  const read = SecondStart.safeParse(second);
  if (!read.success || read.data.flags.length === 0) return null;
  const { flags } = read.data;
  if (flags.length === running.length && flags.every((flag, index) => flag === running[index])) return null;
  return `城哨已在运行，这次启动的选项没有生效：${flags.join(' ')}。要使用这些选项，请先退出正在运行的城哨，再重新启动。`;
}
