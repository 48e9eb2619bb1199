import { createContext, useContext, useEffect } from 'react';

/** How many dialogs stand around a component; 0 on the page itself. */
export const ModalDepth = createContext(0);

let openDepth = 0;

/** The depth of the topmost open dialog. */
export const topDepth = (): number => openDepth;

/** Marks the dialog around this component as the topmost one while it is shown. */
export function useTopmost(): void {
  const depth = useContext(ModalDepth);
  useEffect(() => {
    const before = openDepth;
    openDepth = Math.max(openDepth, depth);
    return () => {
      openDepth = before;
    };
  }, [depth]);
}
