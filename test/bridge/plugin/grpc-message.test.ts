import { frameMessage, MessageAssembler } from '../../../src/bridge/plugin/grpc-message';

function assemble(chunks: Buffer[], maxBytes?: number): Buffer {
  const assembler = new MessageAssembler(maxBytes);
  for (const chunk of chunks) assembler.push(chunk);
  return assembler.finish();
}

const hex = (text: string) => Buffer.from(text, 'hex');

it('a message gets a prefix of five bytes', () => {
  expect(frameMessage(Buffer.from('hi'))).toEqual(hex('00000000026869'));
  expect(frameMessage(Buffer.alloc(0))).toEqual(hex('0000000000'));
});

describe('a request is put together', () => {
  it.each([
    ['from one chunk', ['00000000026869'], '6869'],
    ['from single bytes', ['00', '00', '00', '00', '02', '68', '69'], '6869'],
    ['when the prefix comes alone', ['0000000002', '6869'], '6869'],
    ['when it is empty', ['0000000000'], ''],
  ])('%s', (_, chunks, message) => expect(assemble(chunks.map(hex))).toEqual(hex(message)));

  it('up to the limit', () => expect(assemble([hex('00000000026869')], 2)).toEqual(Buffer.from('hi')));
});

describe('a request is refused', () => {
  it.each<[string, string[], number, string]>([
    ['without any bytes', [], 13, 'The request was cut: 0 of at least 5 bytes came.'],
    ['with half a prefix', ['0000'], 13, 'The request was cut: 2 of at least 5 bytes came.'],
    ['with half a message', ['00000000026', '8'], 13, 'The request was cut: 5 of at least 7 bytes came.'],
    [
      'that is compressed',
      ['010000000268', '69'],
      12,
      'The request is compressed; only uncompressed messages are understood.',
    ],
    ['over the limit', ['0000000065', '00'], 8, 'The request has 101 bytes; at most 100 are accepted.'],
    [
      'with a second message',
      ['00000000016800000000016', '9'],
      13,
      'The request holds more than one message; a unary call takes one.',
    ],
  ])('%s', (_, chunks, code, message) => {
    expect(() => assemble(chunks.map(hex), 100)).toThrow(expect.objectContaining({ code, message }));
  });
});
