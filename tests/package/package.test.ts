import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import configuration from '../../build/electron-builder.ts';
import { commandLine, root } from '../../build/scripts/run.ts';
import { createWorkbooks } from '../../electron/city/sync/file/workbook/readWorkbook.ts';
import { makeJpeg } from '../../electron/city/whistles/preview/makeJpeg.ts';
import { product } from '../../electron/shell/product.ts';
import { PackView } from '../../shared/contract/packView.ts';
import { evidenceFile } from '../support/evidenceFiles.ts';
import { temporaryFolder } from '../support/serve.ts';
import { makeStandInDist } from '../support/standInDist.ts';

const run = promisify(execFile);
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What electron-builder makes for one platform, with its archive unpacked outside the repository. */
type Package = { platform: string; processor: string; binary: string; resources: string; app: string };

const packages: Package[] = [
  {
    platform: 'linux',
    processor: 'x64',
    binary: 'linux/linux-unpacked/citywhistle',
    resources: join(folder, 'linux/linux-unpacked/resources'),
    app: join(folder, 'linux-x64-app'),
  },
  {
    platform: 'linux',
    processor: 'arm64',
    binary: 'linux/linux-arm64-unpacked/citywhistle',
    resources: join(folder, 'linux/linux-arm64-unpacked/resources'),
    app: join(folder, 'linux-arm64-app'),
  },
  {
    platform: 'win32',
    processor: 'x64',
    binary: 'win/win-unpacked/CityWhistle.exe',
    resources: join(folder, 'win/win-unpacked/resources'),
    app: join(folder, 'win32-x64-app'),
  },
];

/** What the packers are given at the very end, where they would fetch their own tools: menu entries, files of the deb. */
const entries: { target: 'AppImage' | 'deb'; entry: string; args: string[] }[] = [];

/** Packs as `npm run dist` does, around a stand-in for Electron; everything else is the real thing. */
async function pack(platform: 'linux' | 'win', targets: Map<Platform, Map<Arch, string[]>>): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  const electronDist = join(folder, `electron-${platform}`);
  mkdirSync(electronDist);
  makeStandInDist(electronDist, platform, version);
  const directories = { ...configuration.directories, output: join(folder, platform) };
  await build({
    targets,
    projectDir: root,
    // A copy: it is written into.
    config: { ...structuredClone(configuration), electronDist, directories },
    effectiveOptionComputed: async (computed: unknown) => {
      entries.push(readEntry(computed));
      return true;
    },
  });
}

const AppImageParts = z.object({ desktop: z.string() });
const DebParts = z.tuple([z.array(z.string()), z.string()]);

function readEntry(computed: unknown): (typeof entries)[number] {
  const appImage = AppImageParts.safeParse(computed);
  if (appImage.success) return { target: 'AppImage', entry: appImage.data.desktop, args: [] };
  const [args, file] = DebParts.parse(computed);
  return { target: 'deb', entry: readFileSync(file, 'utf8'), args };
}

beforeAll(async () => {
  await pack('linux', Platform.LINUX.createTarget(['AppImage', 'deb'], Arch.x64, Arch.arm64));
  await pack('win', Platform.WINDOWS.createTarget('dir', Arch.x64));
  for (const { resources, app } of packages) {
    const [file, ...words] = commandLine('asar', ['extract', join(resources, 'app.asar'), app]);
    await run(file, words);
  }
});

/** All files below, with forward slashes, in order. */
function filesIn(below: string): string[] {
  return globSync('**/*', { cwd: below, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(below.length + 1))
    .sort();
}

/** The files of the repository that match, named as they are packed. */
const sourceFiles = (below: string, patterns: string[]) =>
  globSync(patterns, { cwd: join(root, below) }).sort();

describe.each(packages)(
  'the package for $platform $processor',
  ({ platform, processor, resources, app, binary }) => {
    it('holds the bundles, the native binaries of both drivers and nothing else', () => {
      const bundles = filesIn(join(root, 'dist')).filter((path) => /^(renderer|shell)\//.test(path));
      const drivers = ['better-sqlite3', 'better-sqlite3-multiple-ciphers'].flatMap((name) =>
        [
          ...sourceFiles(`node_modules/${name}`, ['lib/**/*.js', 'LICENSE', 'package.json']),
          `prebuilds/${platform}-${processor}.node`,
        ].map((path) => `node_modules/${name}/${path}`),
      );
      const decoder = [
        'LICENSE',
        'package.json',
        ...['LICENSE', 'libheif.js', 'libheif.wasm'].map((name) => `libheif-wasm/${name}`),
      ];
      expect(filesIn(app)).toEqual(
        [
          ...bundles.map((path) => `dist/${path}`),
          ...drivers,
          ...decoder.map((path) => `node_modules/libheif-js/${path}`),
          'package.json',
        ].sort(),
      );
    });

    it('shows HEIC photos, by a decoder that can be replaced', async () => {
      const unpacked = join(resources, 'app.asar.unpacked/node_modules/libheif-js/libheif-wasm');
      expect(filesIn(unpacked)).toEqual(['LICENSE', 'libheif.js', 'libheif.wasm']);
      const worker = pathToFileURL(join(app, 'dist/shell/preview-worker.js'));
      const made = await makeJpeg(worker, evidenceFile('photo.heic'), new AbortController().signal);
      expect(made).toEqual({ jpeg: expect.any(Uint8Array) });
    });

    it('reads workbooks, of today and of Excel 97', async () => {
      const workbooks = createWorkbooks(pathToFileURL(join(app, 'dist/shell/workbook-worker.js')));
      const lists = join(root, 'tests/fixtures/files/hall-lists');
      const [sheet] = await workbooks.heads(join(lists, '01a-hall.xlsx'), 'xlsx');
      expect(sheet?.head[1]?.[0]).toBe('250305000000000101');
      const [old] = await workbooks.heads(join(lists, '02c-spreadsheetml.xls'), 'legacy');
      expect(old?.head[1]?.[0]).toBe('250305000000000311');
    });

    it('has every pack and calendar beside the archive, without what the packs were made from', () => {
      const packs = sourceFiles('build/packs', [
        '*/pack.json',
        '*/whistles.json',
        '*/assessment.json',
        '*/*.geojson',
        '*/NOTICE.md',
        'presets/*',
      ]);
      expect(packs).toContain('nanjing-qinhuai/whistles.json');
      expect(filesIn(join(resources, 'packs'))).toEqual(packs.filter((path) => !path.startsWith('sources/')));
      expect(packs).toContain('nanjing-qinhuai/assessment.json');
      expect(filesIn(join(resources, 'calendars'))).toEqual(filesIn(join(root, 'build/calendars')));
      expect(filesIn(join(resources, 'assessment'))).toEqual(filesIn(join(root, 'build/assessment')));
    });

    it('tells the licences of what is bundled', () => {
      expect(readFileSync(join(app, 'dist/shell/licenses.md'), 'utf8')).toMatch(/hono[\s\S]*pino[\s\S]*zod/);
      expect(readFileSync(join(app, 'dist/renderer/licenses.md'), 'utf8')).toMatch(/deck\.gl[\s\S]*react/);
    });

    it('brings what keeps it running', () => {
      expect(filesIn(join(resources, 'restart'))).toEqual([
        platform === 'linux' ? 'citywhistle.service' : 'citywhistle-task.xml',
      ]);
    });

    it('has its fuses set: no Node, no inspector, only the archive, checked', () => {
      const wire = readFileSync(join(folder, binary))
        .toString('latin1')
        .split('9tsX\x01\x08')[1]
        ?.slice(0, 8);
      // In the order of Electron's fuses: run as Node, encrypt cookies, NODE_OPTIONS, --inspect, check the archive, only
      // the archive, a snapshot of its own, more rights for file://.
      expect(wire).toBe('01001100');
    });
  },
);

describe('the menu entry', () => {
  it('is the same in deb and AppImage, for both processors', () => {
    expect(entries.map(({ target }) => target).sort()).toEqual(['AppImage', 'AppImage', 'deb', 'deb']);
  });

  it('carries the names that the shell claims, so that its windows are shown under it', () => {
    const { productName, desktopName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect({ productName, desktopName }).toEqual({
      productName: product.name,
      desktopName: product.desktopName,
    });
    for (const { entry } of entries) {
      expect(entry).toContain(`\nName=${product.title}\n`);
      expect(entry).toContain(`\nStartupWMClass=${product.desktopName.replace('.desktop', '')}\n`);
      expect(entry).toContain('\nIcon=citywhistle\n');
    }
    for (const { args } of entries.filter(({ target }) => target === 'deb'))
      expect(args.at(-1)).toMatch(/=\/usr\/share\/applications\/citywhistle\.desktop$/);
  });

  it('starts the program with its sandbox, on whatever the session offers', () => {
    for (const { entry, target } of entries)
      expect(/^Exec=(.*)$/m.exec(entry)?.[1]).toBe(
        `${target === 'deb' ? '/opt/CityWhistle/citywhistle' : 'AppRun'} %U`,
      );
  });

  it('has an icon for every size, and a unit to restart it', () => {
    for (const { args } of entries.filter(({ target }) => target === 'deb')) {
      for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
        expect(args).toContainEqual(
          expect.stringMatching(
            `icons/${size}x${size}.png=/usr/share/icons/hicolor/${size}x${size}/apps/citywhistle.png`,
          ),
        );
      expect(args).toContain('build/restart/citywhistle.service=/usr/lib/systemd/user/citywhistle.service');
      const script = args[args.indexOf('--after-install') + 1] ?? '';
      expect(script).toContain('after-install.sh');
    }
  });
});

const own = packages.find((one) => one.platform === process.platform && one.processor === process.arch);

describe.skipIf(own === undefined)('the service out of the package', () => {
  it('opens every packed city with its whistles and its calendar', async () => {
    const { app, resources } = own ?? packages[0] ?? expect.unreachable();
    const cities = globSync('*/pack.json', { cwd: join(resources, 'packs') }).map(
      (path) => path.split('/')[0] ?? '',
    );
    expect(cities).toHaveLength(4);
    for (const city of cities) {
      const data = join(folder, `data-${city}`);
      const { stdout } = await run(
        process.execPath,
        [
          join(root, 'tests/support/utilityChild.ts'),
          join(app, 'dist/shell/service.js'),
          '--demo',
          '--pack',
          city,
          '--data',
          data,
        ],
        {
          cwd: folder,
          env: {
            ...process.env,
            CITYWHISTLE_RESOURCES: resources,
            ASK: JSON.stringify(['/api/pack', '/api/wall/whistles', '/api/grids']),
          },
        },
      );
      const { told, mode, answers } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
      expect({ told, mode }).toEqual({ told: ['ready'], mode: 'simulated' });
      const view = PackView.parse(answers[0]);
      expect(view.whistles?.kinds.length).toBeGreaterThan(0);
      expect(view.calendar.years).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
      expect(view.streets.features.length).toBeGreaterThan(0);
      expect(answers[1].items.length).toBeGreaterThan(0);
      expect(answers[2].features.length).toBeGreaterThan(50);
      expect(existsSync(join(data, 'columns.cache'))).toBe(true);
    }
  });

  it('holds no development build of a library', () => {
    const scripts = globSync('dist/renderer/assets/*.js', { cwd: root });
    expect(scripts.length).toBeGreaterThan(5);
    const development = scripts.filter((path) =>
      // A warning that React gives in its development build only.
      readFileSync(join(root, path), 'utf8').includes('unique "key" prop'),
    );
    expect(development).toEqual([]);
  });

  it('shows its pages with every file they name', () => {
    const { app } = own ?? packages[0] ?? expect.unreachable();
    const html = readFileSync(join(app, 'dist/renderer/index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named.map((path) => basename(path)).some((name) => name.endsWith('.js'))).toBe(true);
    for (const path of named) expect(existsSync(join(app, 'dist/renderer', path)), path).toBe(true);
    expect(globSync('*.woff2', { cwd: join(app, 'dist/renderer/assets') }).length).toBeGreaterThan(50);
  });
});
