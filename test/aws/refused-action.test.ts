import { refusedAction } from '../../src/aws';

const USER = 'User: arn:aws:sts::123456789012:assumed-role/charts/session';

it.each([
  [
    `${USER} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows ` +
      'the ecr:GetAuthorizationToken action',
    'ecr:GetAuthorizationToken',
  ],
  [
    `AccessDenied: ${USER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r`,
    'sts:AssumeRole',
  ],
  [`${USER} is not authorized to perform: ecr-public:GetAuthorizationToken`, 'ecr-public:GetAuthorizationToken'],
  [`${USER} is not authorized to perform:ecr:ListImages`, 'ecr:ListImages'],
  ['The security token included in the request is invalid.', undefined],
  ['Expected permission for ecr:GetAuthorizationToken.', undefined],
  ['not authorized to assume', undefined],
  ['', undefined],
])('the action that AWS refuses with %j is %s', (text, action) => {
  expect(refusedAction(text)).toBe(action);
});
