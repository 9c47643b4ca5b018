import { iamNameProblem, iamPathProblem, policyArnProblem, sessionDurationProblem } from '../../src/aws';

test.each([
  ['reader', undefined],
  ['a+b=c,d.e@f-g_h', undefined],
  ['x'.repeat(64), undefined],
  ['', 'must not be empty. Leave it out to have a unique one made'],
  ['my role', "must have letters, digits and _+=,.@- only. Write 'my-role'"],
  ['team/role', "must have letters, digits and _+=,.@- only. Write 'team-role'"],
  ['x'.repeat(65), `has 65 characters, at most 64 are allowed. Write '${'x'.repeat(64)}'`],
])('as a name, %j: %s', (name, problem) => {
  expect(iamNameProblem(name, 64)).toBe(problem);
});

test.each([
  ['/', undefined],
  ['/a/b/', undefined],
  ['team', "must begin and end with a slash and have no spaces. Write '/team/'"],
  ['/my team/', "must begin and end with a slash and have no spaces. Write '/my-team/'"],
  [`/${'x'.repeat(511)}/`, 'has 513 characters, at most 512 are allowed. Shorten it'],
])('as a path, %j: %s', (path, problem) => {
  expect(iamPathProblem(path)).toBe(problem);
});

const NO_POLICY = "is not the ARN of a managed policy. Write one such as 'arn:aws:iam::123456789012:policy/boundary'";
test.each([
  ['arn:aws:iam::123456789012:policy/team/boundary', undefined],
  ['arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess', undefined],
  ['boundary', NO_POLICY],
  ['arn:aws:iam::123456789012:role/boundary', NO_POLICY],
])('as a permissions boundary, %j: %s', (arn, problem) => {
  expect(policyArnProblem(arn)).toBe(problem);
});

const SECONDS = 'must be a whole number of seconds from 3600 (1 hour) to 43200 (12 hours)';
test.each([
  [3_600, undefined],
  [43_200, undefined],
  [3_599, SECONDS],
  [43_201, SECONDS],
  [3_600.5, SECONDS],
  [2, `${SECONDS}. For 2 hours write 7200`],
])('as the longest session, %j: %s', (seconds, problem) => {
  expect(sessionDurationProblem(seconds)).toBe(problem);
});
