/** The console's refresh token: on disk only where the system encrypts it for this person, otherwise until the console quits. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The part of Electron's safeStorage that is used. */
interface Encryption {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
  getSelectedStorageBackend?(): string;
}

export interface KeptSession {
  load(): string | null;
  save(token: string): void;
  clear(): void;
}

export function createKeptSession(file: string, encryption: Encryption): KeptSession {
  let inMemory: string | null = null;
  // Linux without a key ring would "encrypt" with a password that everybody knows.
  const isSafe = () => encryption.isEncryptionAvailable() && encryption.getSelectedStorageBackend?.() !== 'basic_text';
  return {
    load() {
      if (inMemory !== null || !isSafe()) return inMemory;
      try {
        return encryption.decryptString(readFileSync(file));
      } catch {
        return null;
      }
    },
    save(token) {
      inMemory = token;
      if (isSafe()) writeFileSync(file, encryption.encryptString(token), { mode: 0o600 });
    },
    clear() {
      inMemory = null;
      rmSync(file, { force: true });
    },
  };
}
