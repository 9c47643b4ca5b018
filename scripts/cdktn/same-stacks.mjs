/** Compares what the tests synthesized with cdktf and with cdktn, as scripts/cdktn/record-stacks.cjs wrote it down. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/**
 * Without what may differ: the framework's own version, how its AWS package asks for the AWS provider (`aws` or
 * `hashicorp/aws`, in the version that it was made from), and names of the tests' folders.
 */
function comparable(text) {
  const withoutFolders = text.replace(/palette-oci-[A-Za-z0-9]{6}\b/g, 'temporary-folder');
  if (!withoutFolders.startsWith('{')) return withoutFolders.replace(/^ *aws = \{[^}]*\}\n/m, '');
  const stack = JSON.parse(withoutFolders);
  if (stack['//']?.metadata) delete stack['//'].metadata.version;
  if (stack.terraform?.required_providers) delete stack.terraform.required_providers.aws;
  return stack;
}

function recordsOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))).map(([test, texts]) => [
        `${file.replace(/\.json$/, '')}: ${test}`,
        texts,
      ]),
    );
}

/** @returns {{ compared: number, differing: string[] }} how many stacks were compared, and a report for each that differs */
export function compareStacks(cdktfFolder, cdktnFolder) {
  const twins = new Map(recordsOf(cdktnFolder));
  const records = recordsOf(cdktfFolder);
  const compared = records.reduce((sum, [, texts]) => sum + texts.length, 0);
  const differing = records.flatMap(([test, texts]) => {
    const others = twins.get(test) ?? [];
    if (texts.length !== others.length)
      return [`${test}: ${texts.length} stacks with cdktf, ${others.length} with cdktn`];
    return texts.flatMap((text, index) =>
      isDeepStrictEqual(comparable(text), comparable(others[index]))
        ? []
        : [`${test}\n--- cdktf\n${text}\n--- cdktn\n${others[index]}`],
    );
  });
  return { compared, differing };
}
