import { describe, expect, it } from 'vitest';
import { type Hooks, openStream, type StreamMessage } from '../../../renderer/live/stream/stream.ts';

/** A world without network and time: connections are opened, failed and fed by hand. */
function world() {
  const opened: { hooks: Hooks; closed: boolean }[] = [];
  const timers: { run: () => void; ms: number; cancelled: boolean }[] = [];
  const said: StreamMessage[] = [];
  let now = 1000;
  const stream = openStream('/api/events', (message) => said.push(message), {
    open: (_, hooks) => {
      const connection = { hooks, closed: false };
      opened.push(connection);
      return () => {
        connection.closed = true;
      };
    },
    later: (run, ms) => {
      const timer = { run, ms, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    random: () => 1,
    now: () => now++,
  });
  const last = () => opened[opened.length - 1]!;
  const fire = () => timers[timers.length - 1]!.run();
  const states = () => said.flatMap((message) => (message.kind === 'state' ? [message.state] : []));
  return { stream, opened, timers, said, last, fire, states };
}

describe('the event stream', () => {
  it('relays text and tells its state once per change', () => {
    const { last, said, states } = world();
    last().hooks.opened();
    last().hooks.text('{"a":1}');
    last().hooks.opened();
    expect(states()).toEqual(['open']);
    expect(said.at(-1)).toEqual({ kind: 'event', text: '{"a":1}' });
  });

  it('comes back after a failure, each time later up to a limit, and at once again after success', () => {
    const { last, fire, timers, states } = world();
    for (let i = 0; i < 8; i++) {
      last().hooks.failed();
      fire();
    }
    expect(timers.map((timer) => timer.ms)).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    last().hooks.opened();
    last().hooks.failed();
    expect(timers.at(-1)?.ms).toBe(500);
    expect(states()).toEqual(['lost', 'open', 'lost']);
  });

  it('closes the failed connection and ignores what it still says', () => {
    const { opened, fire, said } = world();
    opened[0]!.hooks.failed();
    expect(opened[0]!.closed).toBe(true);
    fire();
    const before = said.length;
    opened[0]!.hooks.text('late');
    opened[0]!.hooks.opened();
    opened[0]!.hooks.failed();
    expect(said.length).toBe(before);
    expect(opened).toHaveLength(2);
  });

  it('connects anew when asked, and never after it was closed', () => {
    const { stream, opened, timers, last } = world();
    stream.restart();
    expect(opened).toHaveLength(2);
    expect(opened[0]!.closed).toBe(true);
    last().hooks.failed();
    stream.close();
    expect(timers.at(-1)?.cancelled).toBe(true);
    stream.restart();
    expect(opened).toHaveLength(2);
  });
});
