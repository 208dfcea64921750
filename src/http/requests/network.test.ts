import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from './network.ts';

describe('the network of an address', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['198.51.100.7:49152', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::FFFF:c633:6407', '198.51.100.7'],
    ['0:0:0:0:0:ffff:c633:6407', '198.51.100.7'],
    ['[::ffff:198.51.100.7]:443', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['fe80::2%en1', 'fe80:0:0:0::/64'],
    ['64:ff9b::198.51.100.7', '64:ff9b:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    undefined,
    '',
    ' ',
    'unknown',
    '/run/efk.sock',
    '@',
    '_hidden',
    '999.1.1.1',
    '1.2.3',
    ':::',
    '[',
    '[::1',
    '%eth0',
    '\0',
  ])('of %j, which is no address, is one that no address has', (text) => {
    expect(networkOf(text)).toBe('unknown');
  });

  it('is found for any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => networkOf(text).length > 0));
  });

  it('is the same for all spellings of one IPv6 address, and differs for another /64', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const short = groups.map((one) => one.toString(16)).join(':');
        const long = groups.map((one) => one.toString(16).padStart(4, '0').toUpperCase()).join(':');
        expect(networkOf(long)).toBe(networkOf(short));
        const [first = 0, ...rest] = groups;
        const other = [first ^ 1, ...rest].map((one) => one.toString(16)).join(':');
        expect(networkOf(other)).not.toBe(networkOf(short));
      }),
    );
  });
});
