// powerMonitor: rings when the test says that the screen was locked or the lid closed.
import { Events, reduced } from './reduced.ts';

export const powerEvents = new Events('powerMonitor', ['lock-screen', 'suspend']);
export const powerMonitor = reduced('powerMonitor', { on: powerEvents.on.bind(powerEvents) });
