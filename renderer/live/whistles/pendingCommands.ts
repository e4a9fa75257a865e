/** Commands of this window that the service has not answered yet; `whistle` null: one that makes a new whistle. */
const pending = new Set<{ whistle: string | null; answered: Promise<unknown> }>();

/** Keeps a command as pending until it is answered. */
export function trackCommand<T>(whistle: string | null, answered: Promise<T>): Promise<T> {
  const entry = { whistle, answered };
  pending.add(entry);
  return answered.finally(() => pending.delete(entry));
}

/**
 * Resolves when this window has no unanswered command about a whistle. The stream announces a change before the command
 * that made it is answered, and the answer holds what would be asked for.
 */
export async function commandsAnswered(id: string): Promise<void> {
  const own = [...pending].filter(({ whistle }) => whistle === null || whistle === id);
  await Promise.allSettled(own.map(({ answered }) => answered));
}
