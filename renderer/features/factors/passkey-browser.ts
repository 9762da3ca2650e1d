/** Passkeys in the browser. The library that speaks WebAuthn is fetched when one is used. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { bridge } from '../../platform/bridge.ts';

const IP_ADDRESS = /^(\[.*\]|\d{1,3}(\.\d{1,3}){3})$/;

/** Why this page may not ask for passkeys; null where it may: in a secure context, at a name, in a browser that has them. */
export function passkeyHindrance(): 'console' | 'ip-address' | 'not-encrypted' | 'browser' | null {
  if (bridge) return 'console';
  if (IP_ADDRESS.test(window.location.hostname)) return 'ip-address';
  if (!window.isSecureContext) return 'not-encrypted';
  return typeof window.PublicKeyCredential === 'function' ? null : 'browser';
}

export const passkeysWork = (): boolean => passkeyHindrance() === null;

/** Whether the browser offers passkeys in the list under a field. */
export async function offersWhileTyping(): Promise<boolean> {
  if (!passkeysWork()) return false;
  return (await window.PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

/** Has the browser make a passkey. Rejects when the person declines. */
export async function createPasskey(options: Record<string, unknown>) {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const { id, rawId, response } = await startRegistration({ optionsJSON });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, rawId, type: 'public-key' as const, response: { clientDataJSON, attestationObject, transports } };
}

/** Has the browser sign with a passkey. With `autofill` it waits until one is chosen from the list under the field. */
export async function answerWithPasskey(options: Record<string, unknown>, { autofill }: { autofill: boolean }) {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const { id, rawId, response } = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  const signed = { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) };
  return { id, rawId, type: 'public-key' as const, response: signed };
}

/** What waits for a choice under the field is called off, when the page is left. */
export async function stopWaiting(): Promise<void> {
  const { WebAuthnAbortService } = await import('@simplewebauthn/browser');
  WebAuthnAbortService.cancelCeremony();
}

/** The person declined or let the time pass, which is not told apart. */
export const isDeclined = (error: Error | null) => error?.name === 'NotAllowedError' || error?.name === 'AbortError';
/** The device has a passkey for this account already. */
export const isThereAlready = (error: Error | null) => error?.name === 'InvalidStateError';
