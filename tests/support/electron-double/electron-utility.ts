// What `electron` is inside the core's process: the network by Node's own fetch, and the port to main.
import type { Net, ParentPort } from 'electron';
import { reduced } from './reduced.ts';

export const net = reduced('net', {
  fetch: (input, init) => fetch(input, init),
} satisfies Pick<Net, 'fetch'>);

type Port = Pick<ParentPort, 'postMessage'> & {
  on(name: 'message', listener: (event: { data: unknown }) => void): void;
};

export const parentPort = reduced('process.parentPort', {
  on: (_name, listener) => {
    process.on('message', (data) => listener({ data }));
  },
  postMessage: (message: unknown) => {
    process.send?.(message);
  },
} satisfies Port);
