/** The words on the poster, in the languages of the product. */

export interface PosterWords {
  title: string;
  /** The three steps; `{wifi}`, `{address}` and `{name}` are filled in. */
  join: string;
  joinAny: string;
  scan: string;
  orType: string;
  signIn: string;
  shortName: string;
  address: string;
  wifi: string;
  trouble: string;
}

export const posterWords: Record<'en' | 'es', PosterWords> = {
  en: {
    title: 'Learn here',
    join: 'Connect your phone to the Wi-Fi “{wifi}”.',
    joinAny: 'Connect your phone to the Wi-Fi of this house.',
    scan: 'Point its camera at the code and open the page.',
    orType: 'Or type this address into a browser',
    signIn: 'Sign in, or ask for an account.',
    shortName: 'Short name',
    address: 'Address',
    wifi: 'Wi-Fi',
    trouble: 'If the page does not open, use the address in numbers: it works on every phone in this network.',
  },
  es: {
    title: 'Aprenda aquí',
    join: 'Conecte su teléfono a la wifi «{wifi}».',
    joinAny: 'Conecte su teléfono a la wifi de esta casa.',
    scan: 'Apunte la cámara al código y abra la página.',
    orType: 'O escriba esta dirección en un navegador',
    signIn: 'Inicie sesión o pida una cuenta.',
    shortName: 'Nombre corto',
    address: 'Dirección',
    wifi: 'Wifi',
    trouble: 'Si la página no se abre, use la dirección en números: funciona en todos los teléfonos de esta red.',
  },
};
