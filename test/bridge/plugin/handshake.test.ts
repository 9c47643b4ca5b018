import { formatHandshakeLine, negotiateProtocolVersion } from '../../../src/bridge/plugin/handshake';

describe('the handshake line', () => {
  it.each([
    [
      'over a unix socket with TLS',
      6,
      { network: 'unix', address: '/tmp/p/s' },
      Buffer.from('abcd'),
      '1|6|unix|/tmp/p/s|grpc|YWJjZA',
    ],
    [
      'over TCP with TLS',
      5,
      { network: 'tcp', address: '127.0.0.1:10000' },
      Buffer.from('abc'),
      '1|5|tcp|127.0.0.1:10000|grpc|YWJj',
    ],
    ['without TLS', 6, { network: 'unix', address: '/tmp/p/s' }, undefined, '1|6|unix|/tmp/p/s|grpc|'],
  ] as const)('%s', (_, version, endpoint, certificate, line) => {
    expect(formatHandshakeLine(version, endpoint, certificate)).toBe(line);
  });
});

describe('the protocol version', () => {
  it.each<[string, number[], string | undefined, number]>([
    ['is the only one in common', [6], '5,6', 6],
    ['is the highest in common', [5, 6], '6,5', 6],
    ['is not one that only the host knows', [5, 6], '4,5,7', 5],
    ['ignores spaces and what is no number', [6], ' 6 , x', 6],
    ['is our lowest for a host that names none', [6, 5], undefined, 5],
    ['is our lowest for a host that names nothing', [6, 5], '', 5],
  ])('%s', (_, ours, offered, version) => expect(negotiateProtocolVersion(ours, offered)).toBe(version));

  it.each<[string, number[], string, string]>([
    [
      'the host is too old',
      [6],
      '5,4',
      'This plugin speaks protocol version 6; the program that started it offers 4, 5. The program is too old for this plugin: update the program.',
    ],
    [
      'the plugin is too old',
      [6, 5],
      '7,8',
      'This plugin speaks protocol version 5, 6; the program that started it offers 7, 8. The plugin is too old for this program: update the plugin.',
    ],
    [
      'neither is newer',
      [5, 7],
      '6',
      'This plugin speaks protocol version 5, 7; the program that started it offers 6. Update the program and the plugin.',
    ],
    [
      'the host offers nonsense',
      [6],
      'six',
      'This plugin speaks protocol version 6; the program that started it offers "six". This is a bug of that program.',
    ],
  ])('says what to update when %s', (_, ours, offered, message) => {
    expect(() => negotiateProtocolVersion(ours, offered)).toThrow(message);
  });
});
