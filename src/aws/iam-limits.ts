/**
 * What IAM takes for the names of things. Each function: what is allowed and what to write, as the end of a sentence that
 * starts with the value; undefined if nothing is wrong.
 *
 * "IAM and AWS STS quotas, name requirements, and character limits", IAM User Guide; API Reference, CreateRole.
 */

const NAME = /^[\w+=,.@-]+$/;
const LONGEST_PATH = 512;
const SHORTEST_SESSION = 3_600;
const LONGEST_SESSION = 43_200;
const POLICY_ARN = /^arn:[a-z-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/;

/** `longest` is 64 for roles and users, 128 for policies. */
export function iamNameProblem(name: string, longest: number): string | undefined {
  if (name === '') return 'must not be empty. Leave it out to have a unique one made';
  if (!NAME.test(name)) {
    return `must have letters, digits and _+=,.@- only. Write '${name.trim().replace(/[^\w+=,.@-]+/g, '-')}'`;
  }
  if (name.length <= longest) return undefined;
  return `has ${name.length} characters, at most ${longest} are allowed. Write '${name.slice(0, longest)}'`;
}

export function iamPathProblem(path: string): string | undefined {
  if (!/^\/([\x21-\x7e]*\/)?$/.test(path)) {
    return `must begin and end with a slash and have no spaces. Write '/${path.replace(/\s+/g, '-').replace(/^\/+|\/+$/g, '')}/'`;
  }
  if (path.length <= LONGEST_PATH) return undefined;
  return `has ${path.length} characters, at most ${LONGEST_PATH} are allowed. Shorten it`;
}

/** Permissions boundaries are named by ARN. */
export function policyArnProblem(arn: string): string | undefined {
  if (POLICY_ARN.test(arn)) return undefined;
  return "is not the ARN of a managed policy. Write one such as 'arn:aws:iam::123456789012:policy/boundary'";
}

/** In seconds. */
export function sessionDurationProblem(seconds: number): string | undefined {
  if (Number.isInteger(seconds) && seconds >= SHORTEST_SESSION && seconds <= LONGEST_SESSION) return undefined;
  const hours = seconds >= 1 && seconds <= 12 ? `. For ${seconds} hours write ${Math.round(seconds * 3_600)}` : '';
  return `must be a whole number of seconds from ${SHORTEST_SESSION} (1 hour) to ${LONGEST_SESSION} (12 hours)${hours}`;
}
