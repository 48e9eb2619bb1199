// The page's whole view of the program: ask, and listen. It never grows; a new operation passes through as it is.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('teczka', {
  host: 'electron',
  ask: (operation: string, input: unknown) => ipcRenderer.invoke('ask', { operation, input }),
  onEvent: (listener: (event: unknown) => void) => {
    const forward = (_sender: IpcRendererEvent, event: unknown) => listener(event);
    ipcRenderer.on('event', forward);
    return () => {
      ipcRenderer.off('event', forward);
    };
  },
});
