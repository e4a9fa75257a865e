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
    onExit: (handler) => events.on('exit', handler),
    kill: () => die(9),
  };
  const die = (code: number) => {
    port2.close();
    events.emit('exit', code);
  };
  return { process, sent, die, say: (message: unknown) => events.emit('message', message) };
}

const noSecrets: SecretBox = {
  kept: 'os',
  note: 'test',
  get: (name) => `secret of ${name}`,
  set: () => undefined,
  delete: () => undefined,
};

function start(allowed: number) {
  const made: ReturnType<typeof standIn>[] = [];
  const gaveUp: string[] = [];
  const supervisor = superviseService({
    spawn: () => {
      const next = standIn(made.length + 1);
      made.push(next);
      return next.process;
    },
    argv: ['--demo'],
    secrets: noSecrets,
    budget: new CrashBudget(allowed, 600_000),
    now: () => 0,
    giveUp: (reason) => gaveUp.push(reason),
  });
  const ask = async () => supervisor.fetch(new Request('app://city/api/status'));
  return { made, gaveUp, supervisor, ask };
}

describe('the supervisor of the service process', () => {
  it('passes its flags and forwards requests once the service is ready', async () => {
    const { made, ask, supervisor } = start(3);
    const early = ask();
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

  it('answers the service from the secret store', () => {
    const { made } = start(3);
    made[0]?.say({ type: 'secret', id: 7, act: 'get', name: 'boston', value: null });
    expect(made[0]?.sent.at(-1)).toEqual({ type: 'secret', id: 7, value: 'secret of boston', error: null });
  });
});
