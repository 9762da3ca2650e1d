import { expect, test } from 'vitest';
import { isForbiddenAddress, troubleWithUrl } from './address-rules.ts';

test.each([
  '169.254.169.254',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  'fe80::1',
  '::',
  '::ffff:169.254.169.254',
  'ff02::1',
  '100.100.100.200',
  '::169.254.169.254',
  '::ffff:a9fe:a9fe',
  '0:0:0:0:0:ffff:169.254.169.254',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  '2001:0:a9fe:a9fe::1',
  'fe80::1%eth0',
  'fec0::1',
  'fd00:ec2::254',
  'FE80::1',
  'nonsense',
])('nothing is fetched from %s', address => expect(isForbiddenAddress(address)).toBe(true));

test.each(['192.168.1.10', '10.0.0.1', '127.0.0.1', '93.184.216.34', '::1', '2606:2800:220:1::1'])(
  '%s may be tried',
  address => expect(isForbiddenAddress(address)).toBe(false),
);

test.each([
  ['file:///etc/passwd', 'must begin with https://'],
  ['gopher://mirror/', 'must begin with https://'],
  ['https://me:secret@mirror.example/', 'must not contain a name'],
  ['http://169.254.169.254/latest/meta-data', 'only a machine itself uses'],
  ['http://2852039166/', 'only a machine itself uses'],
  ['http://[fe80::1]/', 'only a machine itself uses'],
  ['http://0xa9fea9fe/', 'only a machine itself uses'],
  ['http://0251.0376.0251.0376/', 'only a machine itself uses'],
  ['http://169.254.43518/', 'only a machine itself uses'],
  ['http://①⑥⑨.254.169.254/', 'only a machine itself uses'],
  ['http://0/', 'only a machine itself uses'],
  ['http://[::ffff:169.254.169.254]/', 'only a machine itself uses'],
  ['mirror', 'This is no address'],
])('%s is refused', (url, sentence) => expect(troubleWithUrl(url)).toContain(sentence));

test('a mirror in the house is fine', () => expect(troubleWithUrl('http://mirror.lan:8000/feed.json')).toBeNull());

test.each([
  ['192.168.1.40', false],
  ['10.0.0.7', false],
  ['203.0.113.9', false],
  ['2001:db8::7', false],
  ['fd12:3456::1', false],
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::127.0.0.1', true],
  ['64:ff9b::7f00:1', true],
  ['169.254.169.254', true],
])('%s is this machine, or its own link: %s', (address, is) =>
  expect(isForbiddenAddress(address, 'elsewhere')).toBe(is),
);
