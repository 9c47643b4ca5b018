/**
 * The action that no policy allows to whoever asked: "sts:AssumeRole", "ecr:BatchGetImage". Undefined where the text is not
 * AWS's for a missing permission, whose form is "User: … is not authorized to perform: … on resource: … because …"
 * (IAM User Guide, "Troubleshoot access denied error messages").
 */
export function refusedAction(text: string): string | undefined {
  return /\bnot authorized to perform: ?([a-z][a-z0-9-]*:[A-Za-z]+)/.exec(text)?.[1];
}
