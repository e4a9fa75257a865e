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
    '!node_modules/node-*/**',
    '!node_modules/better-sqlite3/{deps,src}/**',
  ],
  extraResources: [
    { from: 'build/packs', to: 'packs', filter: ['*/pack.json', '*/*.geojson', '*/NOTICE.md'] },
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
