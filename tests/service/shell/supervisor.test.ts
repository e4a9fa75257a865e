import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { CrashBudget } from '../../../electron/shell/crashBudget.ts';
import type { SecretBox } from '../../../electron/shell/secretBox.ts';
import { type ServiceProcess, superviseService } from '../../../electron/shell/supervisor.ts';
import { servePort } from '../../../electron/shell/transport/portServer.ts';
import { nodePort } from './nodePort.ts';

/** A service process that answers every request with its own number, and dies when told. */
function standIn(number: number) {
  const { port1, port2 } = new MessageChannel();
  const events = new EventEmitter();
  const sent: unknown[] = [];
  servePort(nodePort(port2), async () => new Response(`service ${number}`));
  const process: ServiceProcess = {
    requests: nodePort(port1),
    send: (message) => {
      sent.push(message);
      if (message.type === 'stop') die(0);
    },
    onMessage: (handler) => events.on('message', handler),
    onFatalError: (handler) => events.on('error', (type, location) => handler(`${type} ${location}`)),
    onExit: (handler) => events.on('exit', handler),
    kill: () => die(9),
  };
  const die = (code: number) => {
    port2.close();
    events.emit('exit', code);
  };
  /** As a UtilityProcess does: an `error` that nobody listens for throws. */
  const fail = (location: string) => events.emit('error', 'FatalError', location, 'report');
  return { process, sent, die, fail, say: (message: unknown) => events.emit('message', message) };
}

const noSecrets: SecretBox = {
  kept: 'os',
  storage: { how: 'ring', backend: 'test', before: null },
  degraded: false,
  get: async (name) => `secret of ${name}`,
  set: async () => undefined,
  delete: async () => undefined,
};

function start(allowed: number) {
  const made: ReturnType<typeof standIn>[] = [];
  const gaveUp: string[] = [];
  const states: string[] = [];
  const logged: string[] = [];
  const supervisor = superviseService({
    spawn: () => {
      const next = standIn(made.length + 1);
      made.push(next);
      return next.process;
    },
    argv: ['--demo'],
    secrets: Promise.resolve(noSecrets),
    budget: new CrashBudget(allowed, 600_000),
    now: () => 0,
    changed: () => states.push(supervisor.state().state),
    log: (message) => logged.push(message),
    giveUp: (reason) => gaveUp.push(reason),
  });
  const ask = async () => supervisor.fetch(new Request('app://city/api/status'), 'wall');
  return { made, gaveUp, supervisor, ask, states, logged };
}

describe('the supervisor of the service process', () => {
  it('passes its flags and forwards requests once the service is ready', async () => {
    const { made, ask, supervisor } = start(3);
    const early = ask();
    await Promise.resolve();
    expect(made[0]?.sent[0]).toMatchObject({ type: 'start', argv: ['--demo'] });
    made[0]?.say({ type: 'ready' });
    expect(await (await early).text()).toBe('service 1');
    await supervisor.stop();
  });

  it('starts a dead service again; requests wait for it', async () => {
    const { made, ask, supervisor } = start(3);
    made[0]?.say({ type: 'ready' });
    made[0]?.die(11);
    const waiting = ask();
    made[1]?.say({ type: 'ready' });
    expect(await (await waiting).text()).toBe('service 2');
    await supervisor.stop();
  });

  it('gives up beyond the budget and tells every window why', async () => {
    const { made, ask, gaveUp } = start(2);
    for (let i = 0; i < 3; i += 1) made[i]?.die(11);
    expect(made).toHaveLength(3);
    expect(gaveUp).toEqual([expect.stringContaining('已停止重启')]);
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: 'service-away' } });
  });

  it('does not restart a service that refused to start', () => {
    const { made, gaveUp } = start(3);
    made[0]?.say({ type: 'failed', code: 6, message: '数据库来自更新的版本' });
    made[0]?.die(6);
    expect(made).toHaveLength(1);
    expect(gaveUp).toEqual(['数据库来自更新的版本']);
  });

  it('answers the service from the secret store', async () => {
    const { made } = start(3);
    made[0]?.say({ type: 'secret', id: 7, act: 'get', name: 'boston', value: null });
    await new Promise(setImmediate);
    expect(made[0]?.sent.at(-1)).toEqual({ type: 'secret', id: 7, value: 'secret of boston', error: null });
  });

  it('survives a fatal error of the engine, and says where it was', async () => {
    const { made, ask, logged, gaveUp, supervisor } = start(1);
    made[0]?.say({ type: 'ready' });
    made[0]?.fail('v8::ToLocalChecked');
    made[0]?.die(134);
    expect(logged[0]).toContain('v8::ToLocalChecked');
    made[1]?.say({ type: 'ready' });
    expect(await (await ask()).text()).toBe('service 2');
    made[1]?.fail('v8::ToLocalChecked');
    made[1]?.die(134);
    expect(gaveUp).toEqual([expect.stringContaining('v8::ToLocalChecked')]);
    await supervisor.stop();
  });

  it('takes a process that cannot be started for one that died', async () => {
    const gaveUp: string[] = [];
    superviseService({
      spawn: () => {
        throw new Error('no such file');
      },
      argv: [],
      secrets: Promise.resolve(noSecrets),
      budget: new CrashBudget(1, 600_000),
      now: () => 0,
      changed: () => undefined,
      log: () => undefined,
      giveUp: (reason) => gaveUp.push(reason),
    });
    expect(gaveUp).toEqual([expect.stringContaining('no such file')]);
  });

  it('tells the windows what they wait for', async () => {
    const { made, states, supervisor, ask } = start(1);
    expect(supervisor.state().state).toBe('starting');
    made[0]?.say({ type: 'ready' });
    made[0]?.die(11);
    made[1]?.say({ type: 'ready' });
    made[1]?.die(11);
    expect(states).toEqual(['running', 'restarting', 'running', 'restarting', 'stopped']);
    expect(supervisor.state().message).toContain('已停止重启');
    expect((await ask()).status).toBe(503);
  });

  it('ends a service that is still starting when the program ends', async () => {
    const { made, supervisor } = start(1);
    await supervisor.stop();
    expect(made[0]?.sent.at(-1)).toEqual({ type: 'stop' });
    expect(made).toHaveLength(1);
  });
});
