// Loaded before the built core bundle: its `electron` is the double's utility part, and its port leads to main.
import { registerHooks } from 'node:module';
import { parentPort } from './electron-utility.ts';

const double = new URL('./electron-utility.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});
Object.assign(process, { parentPort });
// A utility process ends with the program that started it.
process.on('disconnect', () => process.exit(0));
