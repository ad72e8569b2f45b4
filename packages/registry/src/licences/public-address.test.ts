import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '223.255.255.255',
  '2400:3200::1',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
];

const otherAddresses = {
  'this network': ['0.0.0.0', '0.1.2.3', '::'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'shared by carriers': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'link-local': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'site-local': ['fec0::1'],
  'unique-local': ['fc00::1', 'fd12:3456:789a::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  reserved: ['240.0.0.1', '255.255.255.255', '4000::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:a00:1'],
  'IPv4-compatible': ['::127.0.0.1', '::7f00:1'],
  'IPv4-translated': ['::ffff:0:127.0.0.1'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::1'],
  '6to4': ['2002:7f00:1::1', '2002:a00:1::', '192.88.99.1'],
  Teredo: ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  'no address at all': ['', 'localhost', '127.1', '0x7f000001', '2130706433', '256.1.1.1', '1.1.1'],
};

test('addresses of the internet are public', () => {
  for (const address of publicAddresses) assert.equal(isPublicAddress(address), true, address);
});

for (const [kind, addresses] of Object.entries(otherAddresses)) {
  test(`what is ${kind} is not public`, () => {
    for (const address of addresses) assert.equal(isPublicAddress(address), false, address);
  });
}

test('this machine’s own addresses are loopback, those in disguise are not', () => {
  for (const address of ['127.0.0.1', '127.1.2.3', '::1']) {
    assert.equal(isLoopbackAddress(address), true, address);
  }
  for (const address of ['::ffff:127.0.0.1', '64:ff9b::7f00:1', '10.0.0.1', 'localhost', '']) {
    assert.equal(isLoopbackAddress(address), false, address);
  }
});
