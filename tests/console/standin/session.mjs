// `session`: what the program forbids its pages is written down; Chromium's headless defaults already forbid it.
import { EventEmitter } from 'node:events';
import { protocol } from './protocol.mjs';
import { record } from './recorded.mjs';

const only = Object.assign(new EventEmitter(), {
  protocol,
  setPermissionRequestHandler: () => record('session.setPermissionRequestHandler'),
  setPermissionCheckHandler: () => record('session.setPermissionCheckHandler'),
  setCertificateVerifyProc: () => record('session.setCertificateVerifyProc'),
  setSpellCheckerEnabled() {},
  clearStorageData: () => Promise.resolve(),
  webRequest: {
    onBeforeRequest: () => record('webRequest.onBeforeRequest'),
    onHeadersReceived: () => record('webRequest.onHeadersReceived'),
  },
});

export const session = { defaultSession: only, fromPartition: () => only };
