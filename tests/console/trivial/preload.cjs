const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bridge', {
  call: (name, value) => ipcRenderer.invoke(name, value),
  open: url => ipcRenderer.send('open', url),
  onStatus: listener => ipcRenderer.on('status', (_event, text) => listener(text)),
});
