import type { Configuration } from 'electron-builder';

/**
 * Packages: AppImage and deb for amd64 and arm64, NSIS for Windows. LoongArch is no target of electron-builder: those
 * machines run the web host. Fuses and the sandbox follow Electron's security checklist.
 */
const configuration: Configuration = {
  appId: 'cn.citywhistle.console',
  productName: 'CityWhistle',
  directories: { output: 'release', buildResources: 'build/icons' },
  files: [
    'dist/**',
    '!dist/renderer.sources',
    'package.json',
    '!**/*.map',
    // All other dependencies are bundled into dist/shell.
    '!node_modules/!(better-sqlite3)/**',
    '!node_modules/better-sqlite3/{deps,src}/**',
    // What a compiler leaves, but not the binary that a hall with an older glibc built itself.
    '!node_modules/better-sqlite3/build/!(Release)/**',
    '!node_modules/better-sqlite3/build/{*,Release/!(better_sqlite3.node),Release/*/**}',
    '!node_modules/better-sqlite3/{binding.gyp,README.md}',
    // Native binaries of the target alone; «win» stands for win32. Electron runs on glibc only. These cannot be told
    // under `linux.files` and `win.files`: there a list of exclusions means everything else in the repository.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    '!node_modules/better-sqlite3/prebuilds/!(${os}*-${arch}).node',
    '!node_modules/better-sqlite3/prebuilds/linuxmusl-*.node',
  ],
  extraResources: [
    // One folder for each pack. `sources` is what the packs were drawn from and stays with the sources of the program.
    {
      from: 'build/packs',
      to: 'packs',
      filter: ['*/{pack,whistles}.json', '*/*.geojson', '*/NOTICE.md', 'presets/*.json', '!sources/**'],
    },
    { from: 'build/calendars', to: 'calendars' },
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
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
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    category: 'Office',
    synopsis: '城哨:社会治理综合指挥席',
    maintainer: 'CityWhistle developers <dev@citywhistle.invalid>',
  },
  win: { target: [{ target: 'nsis', arch: ['x64'] }] },
  nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true, language: '2052' },
};
export default configuration;
