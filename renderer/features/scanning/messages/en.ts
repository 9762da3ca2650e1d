export const en = {
  'scanning.title': 'Malware scan',
  'scanning.failed': 'How files are scanned could not be asked.',
  'scanning.works': 'Every file that people bring is scanned for malware.',
  'scanning.worksLead': 'ClamAV {version} at {address} found the test file just now.',
  'scanning.worksSince': 'ClamAV {version} at {address} found the test file just now. Its signatures are of {time}.',
  'scanning.blind': 'The scanner answers, but finds nothing.',
  'scanning.blindLead':
    'It did not find the harmless test file: its signatures are missing. Let freshclam fetch them, then restart the service clamav-daemon.',
  'scanning.away': 'The scanner does not answer.',
  'scanning.awayAuto':
    'Nothing answers at {address}. Until it is back, files are taken without having been scanned. Start the service clamav-daemon.',
  'scanning.awayRequired':
    'Nothing answers at {address}. Until it is back, nobody can upload anything. Start the service clamav-daemon.',
  'scanning.none': 'There is no scanner on this computer.',
  'scanning.noneLead':
    'Every file is checked by its content all the same: pictures are drawn anew, programs are not taken. If strangers upload files here, install ClamAV; it is used by itself.',
  'scanning.noneRequired':
    'Scanning is required, so nobody can upload anything. Install ClamAV, or choose otherwise below.',
  'scanning.off': 'Files are not scanned for malware.',
  'scanning.offLead': 'This was chosen below. Every file is checked by its content all the same.',
  'scanning.again': 'Try again',
  'scanning.settings': 'What happens with files',
  'scanning.mode-auto': 'Scan where there is a scanner',
  'scanning.mode-autoLead':
    'What the scanner cannot look at, because it is away or the file is too large for it, is taken; the activity says so.',
  'scanning.mode-required': 'Take nothing that was not scanned',
  'scanning.mode-requiredLead':
    'While the scanner is away nobody can upload, and long films need higher limits in its configuration.',
  'scanning.mode-off': 'Do not scan',
  'scanning.mode-offLead': 'A scanner on this computer is left alone.',
  'scanning.address': 'Where the scanner listens',
  'scanning.addressHelp':
    'Leave it empty: ClamAV is found where the system puts it. Else its socket, or a port of this computer such as 127.0.0.1:3310.',
  'scanning.save': 'Save changes',
  'scanning.saved': 'Saved.',
  'scanning.trying': 'The scanner is being tried',
} as const;
