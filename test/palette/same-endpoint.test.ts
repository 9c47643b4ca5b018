import { isSameEndpoint } from '../../src/palette';

it.each([
  ['https://r.example.com', 'https://r.example.com/', true],
  ['https://r.example.com', 'HTTPS://R.Example.COM//', true],
  ['https://r.example.com/Path', 'https://R.example.com/Path/', true],
  ['https://r.example.com/Path', 'https://r.example.com/path', false],
  ['https://r.example.com', 'http://r.example.com', false],
  ['https://r.example.com', 'r.example.com', false],
  ['ghcr.io/users/Me', 'GHCR.io/users/Me', true],
  ['ghcr.io/users/Me', 'ghcr.io/users/me', false],
  ['1.dkr.ecr.us-east-1.amazonaws.com', '1.DKR.ecr.us-east-1.amazonaws.com/', true],
  ['https://r.example.com:443', 'https://r.example.com', false],
])('%s and %s: %p', (a, b, same) => expect(isSameEndpoint(a, b)).toBe(same));
