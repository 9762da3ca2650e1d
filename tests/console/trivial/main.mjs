// The smallest console with one of everything that the real one uses; standin.spec.ts drives it.
import { join } from 'node:path';
import process from 'node:process';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  Notification,
  protocol,
  safeStorage,
  shell,
  Tray,
} from 'electron';

const PAGE = `<!doctype html><html lang="en"><title>Console</title><h1>Console</h1><p role="status">stopped</p>
<script type="module" src="/page.js"></script></html>`;
const SCRIPT = `const status = document.querySelector('[role=status]');
window.bridge.onStatus(text => { status.textContent = text; });`;

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
process.on('unhandledRejection', error => {
  process.stderr.write(`${error}\n`);
  app.exit(1);
});

await app.whenReady();
protocol.handle('app', request => {
  const script = new URL(request.url).pathname === '/page.js';
  const type = script ? 'text/javascript' : 'text/html';
  return new Response(script ? SCRIPT : PAGE, {
    headers: { 'content-type': type, 'content-security-policy': "default-src 'self'" },
  });
});

const window = new BrowserWindow({
  width: 1000,
  height: 700,
  show: false,
  webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') },
});
const tell = text => window.webContents.send('status', text);
ipcMain.handle('start', (event, name) => {
  tell(`running for ${event.senderFrame.origin}`);
  return { started: name };
});
ipcMain.handle('fail', () => {
  throw new TypeError('no disk');
});
ipcMain.handle('pick', async () => (await dialog.showOpenDialog(window, { properties: ['openFile'] })).filePaths);
ipcMain.handle('secrets', () => safeStorage.isEncryptionAvailable());
ipcMain.on('open', (_event, url) => void shell.openExternal(url));
Menu.setApplicationMenu(
  Menu.buildFromTemplate([
    { label: 'Server', submenu: [{ id: 'stop', label: 'Stop', click: () => tell('stopped by menu') }] },
  ]),
);
const tray = new Tray(nativeImage.createEmpty());
tray.setToolTip('Lyceum');
window.webContents.on('will-navigate', event => event.preventDefault());
window.once('ready-to-show', () => {
  window.show();
  new Notification({ title: 'Ready' }).show();
});
app.on('window-all-closed', () => app.quit());
await window.loadURL('app://console/');
