/** What a test from a phone found; the page on the phone shows the same sentences as the console. */
export const reachEn = {
  'network.reach-address-works': 'The address {address} works.',
  'network.reach-address-fails': 'The address {address} does not work on this phone.',
  'network.reach-address-fails-do':
    'The phone is in another network than this computer: connect it to the same Wi-Fi. In a guest Wi-Fi devices often cannot see each other; ask for the usual one.',
  'network.reach-name-works': 'The name {name} works.',
  'network.reach-name-fails-android': 'The name {name} does not work on this phone.',
  'network.reach-name-fails-android-do':
    'Android before version 12 does not know names that end in .local. Use the address {address}, or the QR code.',
  'network.reach-name-fails': 'The name {name} does not work on this device.',
  'network.reach-name-fails-do':
    'Some networks do not pass such names on between devices. Use the address {address}, or the QR code.',
  'network.reach-name-off': 'No short name is told to the network, so none was tried.',
  'network.reach-answers-fast': 'Answers take {ms} milliseconds.',
  'network.reach-answers-slow': 'Answers take {ms} milliseconds, which people notice.',
  'network.reach-answers-slow-do':
    'The Wi-Fi is weak here or very busy. Go nearer to the access point, or put another one in this room.',
  'network.reach-speed-good': '{down} Mbit/s down, {up} up: enough for video.',
  'network.reach-speed-low': '{down} Mbit/s down, {up} up: too little for video.',
  'network.reach-speed-low-do':
    'Lessons with text work. For video go nearer to the access point, or use the faster of its two bands (5 GHz).',
  'network.reach-clock-right': 'The clocks of phone and academy agree.',
  'network.reach-clock-wrong': 'The clock of the phone is wrong by {minutes} min.',
  'network.reach-clock-wrong-do':
    'Phone or academy: one of the two is wrong. Let the phone set its time by itself, and look at the clock of this computer too: exams and sign-in codes depend on it.',
  'network.reach-https-trusted': 'The encrypted connection is trusted.',
  'network.reach-https-untrusted': 'The encrypted connection is not trusted on this phone.',
  'network.reach-https-untrusted-do':
    'Install the certificate of this academy on the phone; the page “Trust this academy” says how. Until then use the address without https.',
  'network.reach-https-off': 'Connections are not encrypted. Everything essential works without.',
  'network.reach-browser-fits': 'The browser has all that the academy needs.',
  'network.reach-browser-old': 'This browser is too old for the academy.',
  'network.reach-browser-old-do':
    'Update it, or install a current Chrome, Firefox, Edge or Safari (from 2023 on). It lacks: {lacks}.',
  'network.reach-browser-blocks-storage': 'This browser keeps nothing, so that nobody stays signed in.',
  'network.reach-browser-blocks-storage-do': 'Leave the private window, or allow cookies for this address.',
} as const;
