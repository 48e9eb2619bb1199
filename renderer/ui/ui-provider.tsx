import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';

/** Around the app: react-aria's own words and its calendar follow Polish, not the browser's language. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale="pl-PL">{children}</I18nProvider>;
}
