/**
 * Names of the console for the operating systems. Shared by the shell, which sets them when it starts, and the packages,
 * which write them into shortcuts and menu entries: a window whose name differs from its entry is shown as another
 * program.
 */
export const product = {
  /** For paths and file names: ASCII only. */
  name: 'CityWhistle',
  /** Name on screen. */
  title: '城哨 CityWhistle',
  /** Windows: the AppUserModelID of windows, notifications and the shortcut. */
  appId: 'cn.citywhistle.console',
  /** Linux: the file of the menu entry; without extension it is the windows' WM_CLASS and Wayland app_id. */
  desktopName: 'citywhistle.desktop',
  /** Folder of Chromium's profile and the window layouts, separate from the city's data, in the system's appData folder. */
  profileFolder: 'CityWhistle-Shell',
} as const;
