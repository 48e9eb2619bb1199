// The menu bar. No letter is underlined: Alt and a letter write Polish characters.
import { Menu, type MenuItemConstructorOptions } from 'electron';

export type MenuParts = { readonly lock: () => void; readonly withDeveloperTools: boolean };

const separator: MenuItemConstructorOptions = { type: 'separator' };

export function installMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}

function menuTemplate({ lock, withDeveloperTools }: MenuParts): MenuItemConstructorOptions[] {
  const developer: MenuItemConstructorOptions[] = [
    separator,
    { role: 'reload', label: 'Wczytaj ponownie' },
    { role: 'toggleDevTools', label: 'Narzędzia programisty' },
  ];
  return [
    { label: 'Plik', submenu: [{ label: 'Zablokuj', click: lock }, separator, { role: 'quit', label: 'Zakończ' }] },
    {
      label: 'Edycja',
      submenu: [
        { role: 'undo', label: 'Cofnij' },
        { role: 'redo', label: 'Ponów' },
        separator,
        { role: 'cut', label: 'Wytnij' },
        { role: 'copy', label: 'Kopiuj' },
        { role: 'paste', label: 'Wklej' },
        { role: 'selectAll', label: 'Zaznacz wszystko' },
      ],
    },
    {
      label: 'Widok',
      submenu: [
        { role: 'zoomIn', label: 'Powiększ' },
        { role: 'zoomOut', label: 'Pomniejsz' },
        { role: 'resetZoom', label: 'Rozmiar rzeczywisty' },
        separator,
        { role: 'togglefullscreen', label: 'Pełny ekran' },
        ...(withDeveloperTools ? developer : []),
      ],
    },
    { role: 'help', label: 'Pomoc', submenu: [{ role: 'about', label: 'O programie Teczka' }] },
  ];
}
