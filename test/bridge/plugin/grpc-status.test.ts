import { encodeGrpcMessage, GrpcError, statusFields, toGrpcError } from '../../../src/bridge/plugin/grpc-status';
import { maskSecret } from '../../../src/bridge/plugin/secrets';

describe('the grpc-message field', () => {
  it.each([
    ['printable ASCII stays', 'a "quoted" <value>, 1+1=2 ~!', 'a "quoted" <value>, 1+1=2 ~!'],
    ['percent', '100%', '100%25'],
    ['newline and tab', 'a\n\tb', 'a%0A%09b'],
    ['umlaut', 'für', 'f%C3%BCr'],
    ['a character of four bytes', 'a😀b', 'a%F0%9F%98%80b'],
    ['half a character', 'a\ud83d', 'a%EF%BF%BD'],
    ['spaces at the ends', '  a b ', '%20%20a b%20'],
    ['delete', '\x7f', '%7F'],
    ['nothing', '', ''],
  ])('encodes %s', (_, text, encoded) => expect(encodeGrpcMessage(text)).toBe(encoded));

  it('is cut where trailers would be refused', () => {
    const { 'grpc-message': message } = statusFields(new GrpcError(13, '€'.repeat(10_000)));
    expect(message).toBe(`${'%E2%82%AC'.repeat(4_000)} [cut]`);
  });

  it('does not show secrets', () => {
    maskSecret('status-secret');
    expect(statusFields(new GrpcError(7, 'the password status-secret is wrong'))).toEqual({
      'grpc-status': '7',
      'grpc-message': 'the password *** is wrong',
    });
  });
});

describe('the status of a failed call', () => {
  const refused = new GrpcError(5, 'no such thing');
  it.each<[string, unknown, number, string]>([
    ['a GrpcError', refused, 5, 'no such thing'],
    ['any other error', new TypeError('x is undefined'), 13, 'x is undefined'],
    ['a thrown text', 'broken', 13, 'broken'],
  ])('comes from %s', (_, thrown, code, message) => expect(toGrpcError(thrown)).toMatchObject({ code, message }));
});
