// Menu: keeps the template that main installs.
import type { MenuItemConstructorOptions } from 'electron';
import { reduced } from './reduced.ts';

export let installedMenu: MenuItemConstructorOptions[] = [];

export const Menu = reduced('Menu', {
  /** Electron's gives a Menu; here the template itself travels to setApplicationMenu. */
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: MenuItemConstructorOptions[]) => {
    installedMenu = menu;
  },
});
