const EXAMPLE = '123456789012';

/** What is wrong with an AWS account ID, in sentences for a user; undefined if nothing is. */
export function accountIdProblem(accountId: string): string | undefined {
  if (/^\d{12}$/.test(accountId)) return undefined;
  return `Expected an AWS account ID of 12 digits such as "${EXAMPLE}", got "${accountId}". ${advice(accountId)}`;
}

function advice(accountId: string): string {
  const digits = accountId.replace(/[\s-]/g, '');
  // The AWS console shows "1234-5678-9012".
  if (/^\d{12}$/.test(digits)) return `Write "${digits}".`;
  // A number in HCL or YAML has lost its zeros before anyone could look at it.
  if (/^\d+$/.test(accountId)) {
    return `It has ${accountId.length}. Zeros in front belong to it: write the ID in quotes, as text.`;
  }
  return 'Copy it from the AWS console.';
}
