// What lives on the desktop rather than in a window: written down, and answered as if the person had cancelled.
import { EventEmitter } from 'node:events';
import { record } from './recorded.mjs';
import { BrowserWindow } from './windows.mjs';

const cancelled = {
  showOpenDialog: { canceled: true, filePaths: [] },
  showSaveDialog: { canceled: true, filePath: '' },
  showMessageBox: { response: 0, checkboxChecked: false },
};

const asking = Object.entries(cancelled).map(([name, answer]) => [
  name,
  (...args) => {
    record(`dialog.${name}`, args.at(-1));
    return Promise.resolve(structuredClone(answer));
  },
]);

/** A test that wants another answer replaces the function: `dialog.showOpenDialog = async () => …`. */
export const dialog = {
  ...Object.fromEntries(asking),
  showErrorBox: (title, content) => record('dialog.showErrorBox', title, content),
};

export const shell = {
  openExternal: url => Promise.resolve(record('shell.openExternal', url)),
  openPath: path => {
    record('shell.openPath', path);
    return Promise.resolve('');
  },
  showItemInFolder: path => record('shell.showItemInFolder', path),
  beep() {},
};

export class MenuItem {
  constructor(options) {
    const { submenu, click, role = '' } = options;
    const kind = submenu ? 'submenu' : 'normal';
    Object.assign(this, { type: kind, enabled: true, visible: true, checked: false, label: role, ...options });
    if (Array.isArray(submenu)) this.submenu = Menu.buildFromTemplate(submenu);
    this.click = () => click?.(this, BrowserWindow.getFocusedWindow(), {});
  }
}

let applicationMenu = null;

export class Menu extends EventEmitter {
  items = [];
  append(item) {
    this.items.push(item);
  }
  popup() {
    record(
      'menu.popup',
      this.items.map(item => item.label),
    );
  }
  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  static buildFromTemplate(template) {
    const menu = new Menu();
    for (const entry of template) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry));
    return menu;
  }
  static setApplicationMenu(menu) {
    applicationMenu = menu;
  }
  static getApplicationMenu() {
    return applicationMenu;
  }
}

/** All tray icons that are there, for tests: the real program offers no such list. */
export const trays = new Set();

export class Tray extends EventEmitter {
  constructor(image) {
    super();
    this.image = image;
    trays.add(this);
  }
  setToolTip(text) {
    this.toolTip = text;
  }
  setContextMenu(menu) {
    this.menu = menu;
  }
  setImage(image) {
    this.image = image;
  }
  popUpContextMenu() {}
  isDestroyed() {
    return !trays.has(this);
  }
  destroy() {
    trays.delete(this);
  }
}

export class Notification extends EventEmitter {
  constructor(options) {
    super();
    this.options = options;
  }
  static isSupported() {
    return true;
  }
  show() {
    record('notification', this.options);
    this.emit('show');
  }
  close() {}
}

const image = {
  isEmpty: () => false,
  resize: () => image,
  getSize: () => ({ width: 16, height: 16 }),
  toPNG: () => Buffer.alloc(0),
  toDataURL: () => '',
  setTemplateImage() {},
};

export const nativeImage = {
  createEmpty: () => image,
  createFromPath: () => image,
  createFromBuffer: () => image,
  createFromDataURL: () => image,
};

/** Tests tell of suspending and locking: `powerMonitor.emit('suspend')`. */
export const powerMonitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 });

export const nativeTheme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false });

const display = {
  id: 1,
  scaleFactor: 1,
  size: { width: 1440, height: 900 },
  workArea: { x: 0, y: 0, width: 1440, height: 900 },
  workAreaSize: { width: 1440, height: 900 },
};

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
});

let copied = '';

export const clipboard = {
  writeText: text => {
    copied = text;
  },
  readText: () => copied,
};

/** No key store here: the program must say so rather than keep secrets in the clear. */
export const safeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: () => {
    throw new Error(
      'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
    );
  },
  decryptString: () => {
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Encryption is not available.',
    );
  },
};
