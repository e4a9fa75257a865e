/**
 * Node's `fetch` waits ten seconds for a connection and offers no option for it; its agent does. The agent's class is
 * only reachable through the global dispatcher, whose symbol changes with undici's major versions. Where neither is
 * found the total limit still holds.
 */
export function connectLimitedInit(connectMs: number): RequestInit {
  for (const version of ['2', '1']) {
    const current: unknown = Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${version}`));
    const made = makeLike(current, connectMs);
    if (made !== null) return Object.assign<RequestInit, object>({}, { dispatcher: made });
  }
  return {};
}

function makeLike(dispatcher: unknown, connectMs: number): object | null {
  if (typeof dispatcher !== 'object' || dispatcher === null || dispatcher.constructor.name !== 'Agent')
    return null;
  const made: unknown = Reflect.construct(dispatcher.constructor, [{ connect: { timeout: connectMs } }]);
  return typeof made === 'object' ? made : null;
}
