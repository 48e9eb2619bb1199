import { statfsSync } from 'node:fs';

/** Linux's numbers for NFS, SMB 1 and 2 and 3, CIFS, 9P, AFS and Ceph (linux/magic.h). */
const networkFileSystems = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x01021997, 0x5346414f, 0x00c36400]);

/** Whether a folder lies on another machine. Mapped Windows drives are not recognised, UNC paths are. */
export function isOnNetwork(folder: string): boolean {
  if (process.platform === 'win32') return folder.startsWith('\\\\');
  return process.platform === 'linux' && networkFileSystems.has(statfsSync(folder).type);
}
