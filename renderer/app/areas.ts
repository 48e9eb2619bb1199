// The areas of the left rail, in the order of the day's work, and who sees them.
import {
  IconBuildingBank,
  IconFolders,
  IconHome,
  IconScale,
  IconSend,
  IconTicket,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react';
import { contract } from '../../shared/contract/index.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';
import { mayAsk } from '../client/client.ts';

const areas = [
  { id: 'today', href: '#/', icon: IconHome, operation: contract.reports.today },
  { id: 'people', href: '#/people', icon: IconUsers, operation: contract.people.search },
  { id: 'cases', href: '#/cases', icon: IconFolders, operation: contract.cases.list },
  { id: 'vouchers', href: '#/vouchers', icon: IconTicket, operation: contract.vouchers.list },
  { id: 'deliveries', href: '#/deliveries', icon: IconSend, operation: contract.sync.listDeliveries },
  { id: 'programmes', href: '#/programmes', icon: IconScale, operation: contract.programmes.list },
  { id: 'users', href: '#/users', icon: IconUserCog, operation: contract.office.listUsers },
  { id: 'office', href: '#/office', icon: IconBuildingBank, operation: contract.office.get },
] as const;
export type AreaId = (typeof areas)[number]['id'];

export const listAreasFor = (user: SignedInUser | null) => areas.filter(({ operation }) => mayAsk(user, operation));

/** The area that an address belongs to: "/people/new" is people, "/" is today. */
export function areaOf(pathname: string): AreaId {
  const first = pathname.split('/')[1] ?? '';
  return areas.find(({ href }) => href === `#/${first}`)?.id ?? 'today';
}
