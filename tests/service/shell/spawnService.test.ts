import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { spawnService } from '../../../electron/shell/spawnService.ts';

/** A UtilityProcess as far as the shell uses it: an EventEmitter, so that an `error` without a listener throws. */
class StandInProcess extends EventEmitter {
  stdout = new PassThrough();
  stderr = new PassThrough();
  postMessage = () => undefined;
  kill = () => true;
}

function spawned() {
  const child = new StandInProcess();
  const printed: string[] = [];
  const port = Object.assign(new EventEmitter(), {
    postMessage: () => undefined,
    start: () => undefined,
    close: () => undefined,
  });
  const electron = { fork: () => child, channel: () => ({ port1: port, port2: port }) };
  const service = spawnService(electron as never, 'service.js', {}, (line) => printed.push(line));
  return { child, printed, service };
}

describe('the process of the service', () => {
  it('tells of a fatal error of the engine instead of ending the shell', () => {
    const { child, service } = spawned();
    const told: string[] = [];
    service.onFatalError((what) => told.push(what));
    child.emit('error', 'FatalError', 'v8::Isolate::New', '{}');
    expect(told).toEqual(['FatalError v8::Isolate::New']);
  });

  it('hands on what it prints, line by line', async () => {
    const { child, printed } = spawned();
    child.stderr.write('node:internal/process\n  throw err');
    child.stderr.end(';\n');
    await new Promise((resolve) => child.stderr.once('close', resolve));
    expect(printed).toEqual(['node:internal/process', '  throw err;']);
  });
});
