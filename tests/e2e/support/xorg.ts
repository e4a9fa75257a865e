import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { withoutFakeDate } from '../../../build/scripts/fakeDate.ts';
import { readDump } from './desktopPicture.ts';
import type { Pixels } from './png.ts';

const run = promisify(execFile);

/** A monitor of the desktop. Its label is the output's name, DUMMY0 …; all stand in a row, their tops in line. */
export type Output = { label: string; width: number; height: number; x: number };

/** Without input devices and consoles: the server must touch nothing of the machine that it runs on. */
const CONFIGURATION = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
EndSection
`;

/** A desktop with real RandR outputs, as a graphics card with several monitors has, and a window manager on it. */
export class XorgDesktop {
  /** As DISPLAY names it, e.g. `:1`. */
  readonly display: string;
  private readonly started: ChildProcess[];
  private readonly folder: string;
  private outputs: readonly Output[] = [];
  private readonly modes = new Set<string>();

  private constructor(display: string, started: ChildProcess[], folder: string) {
    this.display = display;
    this.started = started;
    this.folder = folder;
  }

  /** The server takes a number that is free; throws what it said when it does not come up. */
  static async start(screens: readonly { width: number; height: number }[]): Promise<XorgDesktop> {
    const folder = mkdtempSync(join(tmpdir(), 'citywhistle-xorg-'));
    const configuration = join(folder, 'xorg.conf');
    writeFileSync(configuration, CONFIGURATION);
    const server = spawn(
      'Xorg',
      [
        ...['-displayfd', '3', '-noreset', '-nolisten', 'tcp', '-config', configuration],
        ...['-logfile', join(folder, 'log'), 'vt7', '-novtswitch', '-sharevts'],
      ],
      { env: withoutFakeDate(process.env), stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const desktop = new XorgDesktop(`:${await displayOf(server)}`, [server], folder);
    try {
      for (const [index, screen] of screens.entries())
        await desktop.plug({ ...screen, label: `DUMMY${index}` }, rightEdge(desktop.outputs));
    } catch (error) {
      await desktop.end();
      throw error;
    }
    desktop.started.push(spawn('openbox', [], { env: desktop.env(), stdio: 'ignore' }));
    return desktop;
  }

  /** The environment for a program on this desktop, which has the machine's real date as the browser has. */
  env(): Record<string, string> {
    // A Wayland session around the tests must not catch the windows.
    return { ...withoutFakeDate(process.env), DISPLAY: this.display, WAYLAND_DISPLAY: '' };
  }

  /** The monitors that are connected, from the left. */
  connected(): readonly Output[] {
    return this.outputs;
  }

  /** Connects a monitor, its left edge at `x`; one that is connected changes its size and place. */
  async plug({ label, width, height }: Omit<Output, 'x'>, x: number): Promise<void> {
    const mode = `${width}x${height}-own`;
    if (!this.modes.has(mode)) {
      await this.tool('xrandr', ['--newmode', mode, ...modeline(width, height)]);
      this.modes.add(mode);
    }
    // Telling an output a mode that it has already changes nothing.
    await this.tool('xrandr', ['--addmode', label, mode]);
    await this.tool('xrandr', ['--output', label, '--mode', mode, '--pos', `${x}x0`]);
    await this.detectOutputs();
    const others = this.outputs.filter((output) => output.label !== label);
    this.outputs = [...others, { label, width, height, x }].sort((a, b) => a.x - b.x);
  }

  /** Pulls the cable of a monitor; the others stay where they are. */
  async unplug(label: string): Promise<void> {
    await this.tool('xrandr', ['--output', label, '--off']);
    await this.detectOutputs();
    this.outputs = this.outputs.filter((output) => output.label !== label);
  }

  /** Presses keys together on the keyboard, as X names them (`ctrl+alt+1`): whoever has the focus hears them. */
  async key(keys: string): Promise<void> {
    await this.tool('xdotool', ['key', '--clearmodifiers', keys]);
  }

  /** Clicks with the mouse; px of the desktop. */
  async click(x: number, y: number): Promise<void> {
    await this.tool('xdotool', ['mousemove', String(x), String(y), 'click', '1']);
  }

  /** Drags with the mouse, step by step as a hand does: a window manager lets slip what is torn away in one go. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const pause = ['sleep', '0.1'];
    const at = (part: number) => [
      'mousemove',
      String(Math.round(from.x + (to.x - from.x) * part)),
      String(Math.round(from.y + (to.y - from.y) * part)),
      ...pause,
    ];
    const way = Array.from({ length: 8 }, (_, step) => at((step + 1) / 8)).flat();
    await this.tool('xdotool', [...at(0), 'mousedown', '1', ...pause, ...way, ...pause, 'mouseup', '1']);
  }

  /** Everything that is to be seen, all monitors in one. */
  async picture(): Promise<Pixels> {
    const { stdout } = await run('xwd', ['-root', '-silent'], {
      env: this.env(),
      encoding: 'buffer',
      maxBuffer: 512 * 1024 * 1024,
    });
    return readDump(stdout);
  }

  /** Ends what was started here, the server last, and nothing else. */
  async end(): Promise<void> {
    for (const child of [...this.started].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const over = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await over;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The driver tells of an output as connected or not only when somebody asks it to look; programs read what it told. */
  private async detectOutputs(): Promise<void> {
    await this.tool('xrandr', ['--query']);
  }

  private async tool(command: string, parameters: string[]): Promise<void> {
    await run(command, parameters, { env: this.env() });
  }
}

function rightEdge(outputs: readonly Output[]): number {
  return Math.max(0, ...outputs.map(({ x, width }) => x + width));
}

/** A picture thirty times a second, a little blank around each: nobody draws it, but the server wants to know. */
function modeline(width: number, height: number): string[] {
  const [across, down] = [width + 160, height + 40];
  const megahertz = (across * down * 30) / 1e6;
  const horizontal = [width, width + 48, width + 80, across];
  const vertical = [height, height + 3, height + 8, down];
  return [megahertz.toFixed(2), ...[...horizontal, ...vertical].map(String)];
}

/** The number that the server chose, which it writes once it takes clients. */
function displayOf(server: ChildProcess): Promise<number> {
  const said: string[] = [];
  server.stderr?.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  const told = server.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    let text = '';
    told.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes('\n')) resolve(Number.parseInt(text, 10));
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xorg ended with ${code}: ${said.join('')}`)));
  });
}
