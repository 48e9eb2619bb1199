// The window's one door into the program: who asks, in which envelope, and where events come out.
import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron';
import { z } from 'zod';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Answer } from '../../shared/contract/problem.ts';
import { isOurPage } from './page.ts';

const envelope = z.strictObject({ operation: z.string().max(100), input: z.unknown() });

type Ask = (operation: string, input: unknown) => Promise<Answer<unknown>>;

/** Answers the page in the window's top frame and nobody else; whatever goes wrong is an answer too. */
export function answerWindow(ask: Ask): void {
  ipcMain.handle('ask', async (event, asked: unknown): Promise<Answer<unknown>> => {
    if (!isOurSender(event.senderFrame)) return { ok: false, problem: { kind: 'host-unreachable' } };
    const parsed = envelope.safeParse(asked);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => ({ path: [], code: issue.code }));
      return { ok: false, problem: { kind: 'invalid-input', issues } };
    }
    return ask(parsed.data.operation, parsed.data.input);
  });
}

/** A frame that is gone by now is null; an embedded one has a parent. */
function isOurSender(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurPage(frame.url);
}

export function tellWindow(window: BrowserWindow | null, event: AppEvent): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send('event', event);
}
