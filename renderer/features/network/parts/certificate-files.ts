/** Files of a certificate as the server takes them: PEM texts one after another, or one PKCS#12 file in base64. */

interface Joined {
  names: string[];
  certificate: string;
}

const PEM = /-----BEGIN [A-Z0-9 ]+-----/;

/** Adds files to those before: another PEM file belongs to them, anything else begins anew. */
export async function joinFiles(before: Joined, files: readonly File[]): Promise<Joined> {
  let joined = before;
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    if (!PEM.test(text)) joined = { names: [file.name], certificate: base64(bytes) };
    else if (PEM.test(joined.certificate))
      joined = { names: [...joined.names, file.name], certificate: `${joined.certificate}\n${text}` };
    else joined = { names: [file.name], certificate: text };
  }
  return joined;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
