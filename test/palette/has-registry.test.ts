import { hasRegistry } from '../../src/palette';
import { paletteError } from '../support/http-answers';
import { errorOf, SUMMARY, useStage } from './setup';

const stage = useStage();
const UID = '65a1b2c3d4e5f60718293a4b';
const ENTITY = `GET /v1/registries/oci/${UID}`;
const NOT_FOUND = paletteError(404, 'ResourceNotFound', 'Resource not found');

it('finds a registry without knowing its kind', async () => {
  stage.server.on(ENTITY, { json: { type: 'ecr' } });
  expect(await hasRegistry(stage.client(), UID)).toBe(true);
  expect(stage.server.trail).toEqual([ENTITY]);
});

it('takes it for gone when the list of all registries has other ones', async () => {
  stage.server.on(ENTITY, NOT_FOUND).on(SUMMARY, { json: { items: [{ metadata: { uid: 'u2' } }] } });
  expect(await hasRegistry(stage.client(), UID)).toBe(false);
});

it.each([
  [
    'the list has it',
    { json: { items: [{ metadata: { uid: UID, name: 'charts' }, spec: { registryType: 'basic' } }] } },
    'not-found',
    `Palette did not find the registry "${UID}", yet it exists: Palette lists it as "charts". `,
  ],
  [
    'the list is "not found", too',
    NOT_FOUND,
    'unauthorized',
    'Palette finds neither the registry nor the list of registries: that is how it answers an API key that it does not accept.',
  ],
])('does not take it for gone when %s', async (_situation, list, reason, message) => {
  stage.server.on(ENTITY, NOT_FOUND).on(SUMMARY, list);
  expect(await errorOf(hasRegistry(stage.client(), UID))).toMatchObject({
    reason,
    message: expect.stringContaining(message),
  });
});

it('does not take it for gone for an answer of another sort', async () => {
  stage.server.on(ENTITY, paletteError(404, 'PathNotFound', 'path not found'));
  expect((await errorOf(hasRegistry(stage.client(), UID))).code).toBe('PathNotFound');
  expect(stage.server.trail).toHaveLength(1);
});
