// Hands the built user interface to the window: files below one folder, under a policy that runs nothing else.
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { isOurPage } from './page.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const securityHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

/** Answers the page's requests from the folder; a path that leads out of it does not exist. */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refusal(405);
    const path = isOurPage(request.url) ? findPath(folder, new URL(request.url).pathname) : null;
    const type = path === null ? undefined : types[extname(path)];
    if (path === null || type === undefined) return refusal(404);
    const body = await readFile(path).catch(() => null);
    if (body === null) return refusal(404);
    return new Response(new Uint8Array(body), { headers: { ...securityHeaders, 'Content-Type': type } });
  };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}

/** The file behind an address path, or null where it leads out of the folder or cannot be read as one. */
function findPath(folder: string, addressPath: string): string | null {
  try {
    const path = resolve(folder, `.${decodeURIComponent(addressPath)}`);
    return path.startsWith(folder + sep) && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
}
