// Loaded before the built main bundle: its `electron` is the double.
import { registerHooks } from 'node:module';

const double = new URL('./electron-main.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});
