import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/scripts/run.ts';
import { EXIT } from '../../electron/host/exitCodes.ts';

const folder = join(root, 'build/restart');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

describe.each(['citywhistle.service', 'citywhistle-web.service'])('%s', (name) => {
  const values = (key: string) =>
    [...text(name).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value);

  it('starts again after a crash, not after a refusal that would come again', () => {
    const { usage, pack, port, folder: noFolder, future, diskFull } = EXIT;
    expect(values('Restart')).toEqual(['on-failure']);
    expect(values('RestartPreventExitStatus')).toEqual([
      [usage, pack, port, noFolder, future, diskFull].join(' '),
    ]);
  });

  it('is understood by systemd, where that is', () => {
    const { stderr, error } = spawnSync(
      'systemd-analyze',
      ['verify', '--user', '--man=no', join(folder, name)],
      {
        encoding: 'utf8',
        env: { ...process.env, XDG_RUNTIME_DIR: folder },
      },
    );
    // The programs are not installed on a machine that builds: that is the one thing that may be missed.
    const complaints = (stderr ?? '')
      .split('\n')
      .filter((line) => line.includes(name) && !/is not executable|No such file/.test(line));
    if (error === undefined) expect(complaints).toEqual([]);
  });
});

it('the unit of the web host starts a file that there is', () => {
  const started = /^ExecStart=\S+ (\S+) --no-open$/m.exec(text('citywhistle-web.service'))?.[1] ?? '';
  expect(readFileSync(join(root, started), 'utf8')).toContain('serve(');
});

it('the Windows task is a task that looks every minute and starts the installed program once', () => {
  const xml = text('citywhistle-task.xml');
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).toMatch(/^[\x20-\x7e\n]+$/);
  const { Task } = new XMLParser().parse(xml);
  expect(Task.Triggers.LogonTrigger.Repetition).toEqual({ Interval: 'PT1M' });
  expect(Task.Settings).toMatchObject({ MultipleInstancesPolicy: 'IgnoreNew', ExecutionTimeLimit: 'PT0S' });
  // The folder has a blank in it: without quotes the rest would be taken for an argument.
  expect(Task.Actions.Exec.Command).toBe('"%ProgramFiles%\\CityWhistle\\CityWhistle.exe"');
});
