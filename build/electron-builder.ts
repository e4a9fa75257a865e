import type { Configuration } from 'electron-builder';
import { product } from '../electron/shell/product.ts';

/** Leaves files of the database driver, and of its twin with encryption, out of a package. */
const drivers = (pattern: string): string[] =>
  ['better-sqlite3', 'better-sqlite3-multiple-ciphers'].map((name) => `!node_modules/${name}/${pattern}`);

/**
 * Packages: AppImage and deb for amd64 and arm64, NSIS for Windows. LoongArch is no target of electron-builder: those
 * machines run the web host. Fuses and the sandbox follow Electron's security checklist.
 */
const configuration: Configuration = {
  appId: product.appId,
  productName: product.name,
  directories: { output: 'release', buildResources: 'build/icons' },
  files: [
    'dist/**',
    '!dist/renderer.sources',
    'package.json',
    '!**/*.map',
    // All other dependencies are bundled into dist/shell.
    '!node_modules/!(better-sqlite3|better-sqlite3-multiple-ciphers|libheif-js)/**',
    ...drivers('{deps,src}/**'),
    // What a compiler leaves, but not the binary that a hall with an older glibc built itself.
    ...drivers('build/!(Release)/**'),
    ...drivers('build/{*,Release/!(better_sqlite3.node),Release/*/**}'),
    ...drivers('{binding.gyp,README.md,index.d.ts}'),
    // The decoder of HEIC photos: its WebAssembly alone, with its licence.
    '!node_modules/libheif-js/{*.js,README.md}',
    '!node_modules/libheif-js/libheif/**',
    '!node_modules/libheif-js/libheif-wasm/{libheif-bundle.*,*.d.ts}',
    // Native binaries of the target alone; «win» stands for win32. Electron runs on glibc only. These cannot be told
    // under `linux.files` and `win.files`: there a list of exclusions means everything else in the repository.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    ...drivers('prebuilds/!(${os}*-${arch}).node'),
    ...drivers('prebuilds/linuxmusl-*.node'),
  ],
  extraResources: [
    // One folder for each pack. `sources` is what the packs were drawn from and stays with the sources of the program.
    {
      from: 'build/packs',
      to: 'packs',
      filter: [
        '*/{pack,whistles,assessment}.json',
        '*/*.geojson',
        '*/NOTICE.md',
        'presets/*.json',
        '!sources/**',
      ],
    },
    // Rule sets for a city that makes its own pack; packs hold copies of theirs.
    { from: 'build/assessment', to: 'assessment' },
    { from: 'build/calendars', to: 'calendars' },
  ],
  asar: true,
  // libheif-js (LGPL) lies outside, so that another version can be put in its place.
  asarUnpack: ['**/*.node', 'node_modules/libheif-js/**'],
  // better-sqlite3 13 carries prebuilt N-API binaries; rebuilding would only need a compiler for nothing.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
  },
  // A runtime that needs no libfuse2, which newer systems no longer have.
  toolsets: { appimage: '1.0.3' },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    extraResources: [{ from: 'build/restart/citywhistle.service', to: 'restart/citywhistle.service' }],
    icon: 'build/icons',
    executableName: 'citywhistle',
    syncDesktopName: true,
    // No --ozone-platform=x11 here: in a session without X the program would end before a line of ours runs. The shell
    // itself starts again on X11 where there is one, because Wayland lets nobody place windows.
    executableArgs: [],
    desktop: {
      entry: {
        Name: product.title,
        'Comment[zh_CN]': '社会治理综合指挥席：态势大屏、案件台、吹哨台',
        Keywords: 'CityWhistle;chengshao;城哨;指挥;吹哨;',
      },
    },
    category: 'Office',
    synopsis: '城哨：社会治理综合指挥席',
    maintainer: 'CityWhistle developers <dev@citywhistle.invalid>',
  },
  deb: {
    afterInstall: 'build/linux/after-install.sh',
    fpm: ['build/restart/citywhistle.service=/usr/lib/systemd/user/citywhistle.service'],
  },
  win: {
    target: [{ target: 'nsis', arch: ['x64'] }],
    extraResources: [{ from: 'build/restart/citywhistle-task.xml', to: 'restart/citywhistle-task.xml' }],
    icon: 'build/icons/icon.ico',
  },
  nsis: {
    oneClick: false,
    perMachine: true,
    allowToChangeInstallationDirectory: true,
    language: '2052',
    shortcutName: product.title,
  },
};
export default configuration;
