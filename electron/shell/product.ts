/**
 * What the operating systems know the console by. One place for the shell, which claims these names when it starts, and
 * the packages, which write them into shortcuts and menu entries: a window whose name differs from its entry's is shown
 * as another program.
 */
export const product = {
  /** In paths and file names: letters that every console, service manager and script can write. */
  name: 'CityWhistle',
  /** What people read. */
  title: '城哨 CityWhistle',
  /** Windows: the AppUserModelID of windows, notifications and the shortcut. */
  appId: 'cn.citywhistle.console',
  /** Linux: the menu entry's file; without the ending it is the windows' WM_CLASS and Wayland app_id. */
  desktopName: 'citywhistle.desktop',
  /** Chromium's profile and the windows' places, apart from the city's data. Below the system's folder for programs. */
  profileFolder: 'CityWhistle-Shell',
} as const;
