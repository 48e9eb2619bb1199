// Hands without a mouse: everything is reached with Tab, arrows, Enter and the shortcuts, as by somebody who cannot point.
import type { Locator, Page } from 'playwright-core';

export type Keyboard = {
  /** Tab until it has the focus. */
  reach(target: Locator): Promise<void>;
  /** Into the field of this label, over whatever stood there. */
  write(label: string, text: string): Promise<void>;
  /** Opens the list of this label and goes down to the option, named with the note beside it. */
  choose(label: string, option: string): Promise<void>;
  /** Types into the combo box of this label and takes the first that fits. */
  find(label: string, text: string): Promise<void>;
  tick(label: string): Promise<void>;
  press(button: string): Promise<void>;
  follow(link: string): Promise<void>;
  keys(keys: string): Promise<void>;
};

const mostTabs = 120;

export function takeKeyboard(page: Page): Keyboard {
  const keys = (pressed: string) => page.keyboard.press(pressed);
  // What stands under an open dialog is inert: nobody reaches it.
  const alive = page.locator(':not([inert] *)');
  const reach = (target: Locator) => tabTo(page, target.and(alive).first());
  const open = async (button: Locator) => {
    await reach(button);
    await keys('Enter');
  };
  return {
    keys,
    reach,
    write: async (label, text) => {
      await reach(page.getByRole('textbox', { name: toName(label) }));
      await keys('Control+A');
      await page.keyboard.type(text);
    },
    choose: async (label, option) => {
      await open(page.getByRole('button', { name: new RegExp(`${escaped(label)}$`) }));
      const wanted = page.getByRole('option', { name: option, exact: true });
      await wanted.waitFor();
      await keys('Home');
      await until(wanted, () => keys('ArrowDown'));
      await keys('Enter');
      await wanted.waitFor({ state: 'detached' });
    },
    find: async (label, text) => {
      await reach(page.getByRole('combobox', { name: toName(label) }));
      await page.keyboard.type(text);
      await page.getByRole('option', { name: text }).first().waitFor();
      await keys('ArrowDown');
      await keys('Enter');
    },
    tick: async (label) => {
      await reach(page.getByRole('checkbox', { name: label }));
      await keys('Space');
    },
    press: (button) => open(page.getByRole('button', { name: toName(button) })),
    follow: (link) => open(page.getByRole('link', { name: toName(link) })),
  };
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The label itself, perhaps with a note or a key after it, but not another label that begins alike. */
const toName = (label: string) =>
  new RegExp(`^${escaped(label)}(?: ?nieobowiązkowe| ?Ctrl.*| [A-Z][A-Za-z0-9 .,()-]*)?$`);

const isFocused = (target: Locator) =>
  target.evaluate((element) => element.contains(document.activeElement) || element === document.activeElement);

async function until(target: Locator, step: () => Promise<void>): Promise<void> {
  for (let steps = 0; steps < mostTabs; steps += 1) {
    if (await isFocused(target)) return;
    await step();
  }
  const focused = await target.page().evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  throw new Error(`the keyboard does not lead to ${target} but stays at ${focused}`);
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await until(target, () => page.keyboard.press('Tab'));
}
