// The window's one page and the scheme that it comes from. Everything else is foreign.
export const pageScheme = 'app';
const pageHost = 'teczka';
export const pageAddress = `${pageScheme}://${pageHost}/index.html`;

/** Compared by protocol and host: the origin of an app: address reads 'null'. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${pageScheme}:` && url.host === pageHost;
}

/** What the page may ask the network service for: its own files, and what it made itself in memory. */
export function isOurRequest(address: string): boolean {
  return isOurPage(address.startsWith('blob:') ? address.slice('blob:'.length) : address);
}

/** Needs to be told before the app is ready: relative addresses, a secure context, fetch and modules. */
export const pagePrivileges = { standard: true, secure: true, supportFetchAPI: true } as const;
