/** A package that is not taken; the message is for people, and names the entry. */
export class PackageRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PackageRefused';
  }
}
