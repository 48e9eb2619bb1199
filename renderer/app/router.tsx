// Every address of the app. Pages get their parameters as props, so that a page can be shown and tested without a router.
import { createHashHistory, createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { z } from 'zod';
import { caseStages } from '../../shared/contract/cases.ts';
import { deliveryStates, listedStates } from '../../shared/contract/vouchers.ts';
import { CasePage } from '../features/cases/case-page.tsx';
import { CasesPage } from '../features/cases/cases-page.tsx';
import { OfficePage } from '../features/office/office-page.tsx';
import { UsersPage } from '../features/office/users-page.tsx';
import { PeoplePage } from '../features/people/people-page.tsx';
import { PersonPage } from '../features/people/person-page.tsx';
import { RegisterPage } from '../features/people/register-page.tsx';
import { ProgrammesPage } from '../features/programmes/programmes-page.tsx';
import { TodayPage } from '../features/reports/today-page.tsx';
import { DeliveriesPage } from '../features/sync/deliveries-page.tsx';
import { VoucherPage } from '../features/vouchers/voucher-page.tsx';
import { VouchersPage } from '../features/vouchers/vouchers-page.tsx';
import { Frame } from './frame.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const caseTabs = ['eligibility', 'balance', 'agreement', 'vouchers'] as const;

const root = createRootRoute({
  component: () => (
    <Frame>
      <Outlet />
    </Frame>
  ),
  notFoundComponent: NotFoundPage,
});

const today = createRoute({ getParentRoute: () => root, path: '/', component: TodayPage });

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: z.object({
    selected: z.string().optional().catch(undefined),
  }),
  component: () => <PeoplePage {...people.useSearch()} />,
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/people/new',
  validateSearch: z.object({ from: z.enum(['search']).optional().catch(undefined) }),
  component: () => <RegisterPage {...register.useSearch()} />,
});
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$personId',
  validateSearch: z.object({ open: z.enum(['case']).optional().catch(undefined) }),
  component: () => <PersonPage {...person.useParams()} {...person.useSearch()} />,
});

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: z.object({
    stage: z.enum(caseStages).optional().catch(undefined),
    programme: z.string().optional().catch(undefined),
    selected: z.string().optional().catch(undefined),
  }),
  component: () => <CasesPage {...cases.useSearch()} />,
});
const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId/$tab',
  params: {
    parse: ({ caseId, tab }) => ({ caseId, tab: z.enum(caseTabs).catch('eligibility').parse(tab) }),
    stringify: ({ caseId, tab }) => ({ caseId, tab }),
  },
  component: () => <CasePage {...oneCase.useParams()} />,
});

const vouchers = createRoute({
  getParentRoute: () => root,
  path: '/vouchers',
  validateSearch: z.object({ state: z.enum(listedStates).optional().catch(undefined) }),
  component: () => <VouchersPage {...vouchers.useSearch()} />,
});
const voucher = createRoute({
  getParentRoute: () => root,
  path: '/vouchers/$voucherId',
  component: () => <VoucherPage voucherId={voucher.useParams().voucherId} />,
});

const deliveries = createRoute({
  getParentRoute: () => root,
  path: '/deliveries',
  validateSearch: z.object({ state: z.enum(deliveryStates).optional().catch(undefined) }),
  component: () => <DeliveriesPage {...deliveries.useSearch()} />,
});

const programmes = createRoute({
  getParentRoute: () => root,
  path: '/programmes',
  validateSearch: z.object({ code: z.string().optional().catch(undefined) }),
  component: () => <ProgrammesPage {...programmes.useSearch()} />,
});

const users = createRoute({ getParentRoute: () => root, path: '/users', component: UsersPage });
const office = createRoute({ getParentRoute: () => root, path: '/office', component: OfficePage });

const tree = root.addChildren([
  today,
  people,
  register,
  person,
  cases,
  oneCase,
  vouchers,
  voucher,
  deliveries,
  programmes,
  users,
  office,
]);

/** One router a window; addresses live behind the # so that every host can serve them. */
export const createAppRouter = () =>
  createRouter({ routeTree: tree, history: createHashHistory(), scrollRestoration: true, defaultPreload: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
