/** The authority's certificate as an Apple configuration profile (Apple, "Device Management: CertificateRoot"). Pure. */

interface Profile {
  /** DER in base64. */
  certificate: string;
  site: string;
  /** Hex digits of the certificate's SHA-256: the same certificate is the same profile. */
  fingerprint: string;
}

export function appleProfile({ certificate, site, fingerprint }: Profile): string {
  const digits = fingerprint.replaceAll(':', '').toLowerCase();
  const name = escaped(`${site} local authority`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>lyceum.authority.${digits.slice(0, 16)}.certificate</string>
      <key>PayloadUUID</key><string>${uuidOf(digits.slice(0, 32))}</string>
      <key>PayloadDisplayName</key><string>${name}</string>
      <key>PayloadCertificateFileName</key><string>lyceum-authority.crt</string>
      <key>PayloadContent</key>
      <data>${certificate}</data>
    </dict>
  </array>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>lyceum.authority.${digits.slice(0, 16)}</string>
  <key>PayloadUUID</key><string>${uuidOf(digits.slice(32, 64))}</string>
  <key>PayloadDisplayName</key><string>${name}</string>
  <key>PayloadDescription</key><string>Lets this device open ${escaped(site)} over an encrypted connection. It counts for private networks only.</string>
</dict>
</plist>
`;
}

const uuidOf = (hex: string) => hex.toUpperCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const escaped = (text: string) => text.replace(/[<>&'"]/g, found => `&#${found.charCodeAt(0)};`);
