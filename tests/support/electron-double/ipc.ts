// ipcMain: one handler a channel, and the way of one question from the isolated world.
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { reduced } from './reduced.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

export const ipcMain = reduced('ipcMain', {
  handle: (channel, listener) => void handlers.set(channel, listener),
} satisfies Pick<IpcMain, 'handle'>);

/** The sender as our shell looks at it; null once the frame is gone. */
export function toFrame(url: string | null, isTop: boolean): WebFrameMain | null {
  if (url === null) return null;
  const frame = reduced('WebFrameMain', { url, parent: isTop ? null : reduced('WebFrameMain', {}) });
  return frame as unknown as WebFrameMain; // the members that our shell reads; any other throws
}

export async function invoke(
  senderFrame: WebFrameMain | null,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const event = reduced('IpcMainInvokeEvent', { senderFrame }) as unknown as IpcMainInvokeEvent; // as in toFrame
  return handler(event, ...args);
}
