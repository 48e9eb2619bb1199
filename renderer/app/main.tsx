// The window's entry. no-eval comes first: it must be heard before any schema is built.
import '../ui/no-eval.ts';
import '../styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from '../client/transport.ts';
import { UiProvider } from '../ui/ui-provider.tsx';
import { App } from './app.tsx';
import { setTransport } from './connection.ts';

setTransport(await connect());
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider>
      <App />
    </UiProvider>
  </StrictMode>,
);
