// What the window is never allowed: leaving its page, opening another one, hardware, and the network.
import { app, type Session, type WebContents } from 'electron';
import { isOurPage, isOurRequest } from './page.ts';

/** Holds for every web contents that is ever made, whoever made it. */
export function guardEveryWebContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
}

/** Electron grants whatever nobody refuses, so each door gets its no. Developer tools need their own addresses. */
export function guardSession(session: Session, withDeveloperTools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const allowed = isOurRequest(url) || (withDeveloperTools && url.startsWith('devtools:'));
    decide({ cancel: !allowed });
  });
}
