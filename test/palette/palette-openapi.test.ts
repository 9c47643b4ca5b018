import { readFileSync } from 'node:fs';
import { checkRequest, checkResponse, checkTraffic, loadFacts, reduceToFacts } from '../support/palette-openapi';

const CREATE = { method: 'POST', path: '/v1/registries/oci/basic' };
const SUMMARY = { method: 'GET', path: '/v1/registries/oci/summary' };
const spec = { endpoint: 'https://r.example.com', auth: { type: 'noAuth' } };
const json = 'application/json; charset=utf-8';

it('knows the routes of registries, AWS trust and packs', () => {
  expect(Object.keys(loadFacts().paths)).toHaveLength(18);
});

describe('requests', () => {
  it.each<[string, Parameters<typeof checkRequest>[0], string[]]>([
    ['one that is right', { ...CREATE, body: { metadata: { name: 'r', labels: { a: 'b' } }, spec } }, []],
    ['a written-out segment before a uid', SUMMARY, []],
    ['a query in the path', { method: 'GET', path: '/v1/registries/metadata?scope=tenant' }, []],
    ['a query beside it', { ...CREATE, query: { skipPackSync: 'true' } }, []],
    ['an unknown route', { method: 'GET', path: '/v1/registries/oci' }, ['GET /v1/registries/oci: no such route']],
    [
      'an empty uid',
      { method: 'GET', path: '/v1/registries/oci//basic' },
      ['GET /v1/registries/oci//basic: no such route'],
    ],
    ['an unknown method', { ...SUMMARY, method: 'PUT' }, ['PUT /v1/registries/oci/summary: no such route']],
    [
      'an unknown query parameter',
      { ...SUMMARY, query: { limit: '5' } },
      ['GET /v1/registries/oci/summary: unknown query parameter "limit"'],
    ],
    [
      'a value that is not allowed',
      { method: 'GET', path: '/v1/registries/metadata', query: { scope: 'mine' } },
      ['GET /v1/registries/metadata: query parameter "scope" must not be "mine"'],
    ],
    [
      'no boolean',
      { ...CREATE, query: { skipPackSync: 'yes' } },
      ['POST /v1/registries/oci/basic: query parameter "skipPackSync" must not be "yes"'],
    ],
    [
      'no integer',
      { method: 'POST', path: '/v1/packs/search', query: { limit: 'x' }, body: {} },
      ['POST /v1/packs/search: query parameter "limit" must not be "x"'],
    ],
    [
      'a missing property',
      { ...CREATE, body: { spec: { endpoint: 'x' } } },
      ["POST /v1/registries/oci/basic: body.spec must have required property 'auth'"],
    ],
    [
      'an unknown property',
      { ...CREATE, body: { spec: { ...spec, isPrivate: true } } },
      ['POST /v1/registries/oci/basic: body.spec must NOT have additional properties ("isPrivate")'],
    ],
    [
      'a value out of its list',
      { ...CREATE, body: { spec: { ...spec, providerType: 'oci' } } },
      ['POST /v1/registries/oci/basic: body.spec.providerType must be equal to one of the allowed values'],
    ],
    [
      'a missing body',
      { method: 'POST', path: '/v1/registries/oci/ecr/validate' },
      ['POST /v1/registries/oci/ecr/validate: the body is missing'],
    ],
    ['a body that is not taken', { ...SUMMARY, body: {} }, ['GET /v1/registries/oci/summary: takes no body']],
  ])('%s', (_situation, request, violations) => expect(checkRequest(request)).toEqual(violations));
});

describe('answers', () => {
  const label = 'GET /v1/registries/oci/summary';
  it.each<[string, Parameters<typeof checkResponse>[0], string[]]>([
    ['one that is right', { ...SUMMARY, status: 200, contentType: json, body: { items: [] } }, []],
    ['no content', { method: 'DELETE', path: '/v1/registries/oci/u/ecr', status: 204 }, []],
    [
      'an error',
      {
        ...SUMMARY,
        status: 404,
        contentType: json,
        body: { code: 'ResourceNotFound', message: 'x', ref: '', details: { any: 1 } },
      },
      [],
    ],
    [
      'a status that is not declared',
      { ...CREATE, status: 200, contentType: json, body: { uid: 'u' } },
      ['POST /v1/registries/oci/basic 200: status not declared'],
    ],
    [
      'an unknown property',
      { ...SUMMARY, status: 200, contentType: json, body: { items: [], total: 1 } },
      [`${label} 200: body must NOT have additional properties ("total")`],
    ],
    ['a missing body', { ...SUMMARY, status: 200, contentType: json }, [`${label} 200: body is missing`]],
    [
      'another content type',
      { ...SUMMARY, status: 200, contentType: 'text/plain', body: { items: [] } },
      [`${label} 200: content type "text/plain"`],
    ],
    [
      'content where there is none',
      { method: 'DELETE', path: '/v1/registries/oci/u/ecr', status: 204, body: {} },
      ['DELETE /v1/registries/oci/u/ecr 204: has a body, none is declared'],
    ],
    [
      'an error of another shape',
      { ...SUMMARY, status: 500, contentType: json, body: { error: 'x' } },
      [`${label} 500: body must NOT have additional properties ("error")`],
    ],
    [
      'a time of another shape',
      {
        method: 'GET',
        path: '/v1/registries/oci/u/ecr/sync/status',
        status: 200,
        contentType: json,
        body: { lastRunTime: 'now' },
      },
      ['GET /v1/registries/oci/u/ecr/sync/status 200: body.lastRunTime must match format "date-time"'],
    ],
    ['an unknown route', { method: 'GET', path: '/v2/', status: 200 }, ['GET /v2/ 200: no such route']],
  ])('%s', (_situation, response, violations) => expect(checkResponse(response)).toEqual(violations));
});

it('checks both sides of recorded traffic', () => {
  const request = { ...SUMMARY, query: { limit: '5' } };
  expect(checkTraffic([{ request, response: { status: 201 } }])).toEqual([
    'GET /v1/registries/oci/summary: unknown query parameter "limit"',
    'GET /v1/registries/oci/summary 201: status not declared',
  ]);
});

const original = process.env['PALETTE_OPENAPI'];
(original === undefined ? it.skip : it)('the facts are those of the original document, PALETTE_OPENAPI', () => {
  const document = JSON.parse(readFileSync(String(original), 'utf8'));
  expect(loadFacts()).toEqual(reduceToFacts(document));
});
