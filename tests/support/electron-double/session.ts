// session and protocol: the guards that main sets, and the scheme that it serves.
import type { CallbackResponse, CustomScheme, OnBeforeRequestListenerDetails, Protocol, Session } from 'electron';
import { noteBeforeReady } from './app.ts';
import { reduced } from './reduced.ts';

type Served = { readonly cancelled: true } | { readonly cancelled: false; readonly response: Response | null };
type BeforeRequest = (details: OnBeforeRequestListenerDetails, decide: (answer: CallbackResponse) => void) => void;
type SessionSubset = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

const schemes = new Map<string, (request: Request) => Response | Promise<Response>>();
const handlers: {
  request?: Parameters<Session['setPermissionRequestHandler']>[0];
  check?: Parameters<Session['setPermissionCheckHandler']>[0];
  device?: Parameters<Session['setDevicePermissionHandler']>[0];
  before?: BeforeRequest;
} = {};

const guarded = {
  setPermissionRequestHandler: (handler) => void Object.assign(handlers, { request: handler }),
  setPermissionCheckHandler: (handler) => void Object.assign(handlers, { check: handler }),
  setDevicePermissionHandler: (handler) => void Object.assign(handlers, { device: handler }),
  webRequest: reduced('webRequest', {
    onBeforeRequest: (listener: BeforeRequest) => {
      handlers.before = listener;
    },
  }),
} satisfies SessionSubset & { webRequest: object };

export const session = reduced('session', { defaultSession: reduced('session.defaultSession', guarded) });

export const protocol = reduced('protocol', {
  registerSchemesAsPrivileged: (custom: CustomScheme[]) => {
    for (const { scheme } of custom) noteBeforeReady(`protocol.registerSchemesAsPrivileged ${scheme}`);
  },
  handle: (scheme, handler) => void schemes.set(scheme, handler),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>);

/** One request of the page, as Electron's network service would treat it. Nothing ever leaves for the real network. */
export async function serve(request: Request): Promise<Served> {
  const cancelled = await isCancelled(request.url);
  if (cancelled) return { cancelled };
  const handler = schemes.get(new URL(request.url).protocol.slice(0, -1));
  return { cancelled, response: handler === undefined ? null : await handler(request) };
}

function isCancelled(url: string): Promise<boolean> {
  const { before } = handlers;
  if (before === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    // The listener under test reads nothing but the address.
    const details = { url } as OnBeforeRequestListenerDetails;
    before(details, ({ cancel }) => resolve(cancel === true));
  });
}

/** What each permission handler says; a handler that was never set grants, as Electron does. */
export function askPermission(name: string): { request: boolean; check: boolean; device: boolean } {
  let request = true;
  // The handlers under test refuse whatever they are given, so they are given no more than the name.
  const [contents, permission, details] = [null as never, name as never, {} as never];
  handlers.request?.(
    contents,
    permission,
    (granted) => {
      request = granted;
    },
    details,
  );
  return {
    request,
    check: handlers.check?.(null, permission, '', details) ?? true,
    device: handlers.device?.(details) ?? true,
  };
}
