// The language of the interface. Polish is built in and ready at once: nothing is fetched and nothing waits.
import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { pl } from './pl/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof pl;
  }
}

const instance = i18next.createInstance();
instance.use(initReactI18next);
void instance.init({
  lng: 'pl',
  fallbackLng: 'pl',
  ns: Object.keys(pl),
  defaultNS: 'common',
  resources: { pl },
  initAsync: false,
  returnNull: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** For code outside React; components take `useTranslation`, so that they follow a change of language. */
export const i18n: I18n = instance;
export const t = instance.t;
