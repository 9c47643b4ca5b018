import { failureCode, failureMessage } from './failure';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type RegistryRecord } from './registry-record';
import { type SampleRegistryIdentity } from './sample-identity';
import { isPlainObject } from './shape';

/** Everything that survives a restart. It holds secrets in clear, so the file is for its owner only (mode 0600). */
export interface DataSet {
  readonly formatVersion: 1;
  readonly apiKey: string;
  readonly awsAccountIds: { readonly aws: string; readonly 'aws-us-gov': string };
  readonly externalId: string;
  sampleRegistry?: SampleRegistryIdentity;
  registries: RegistryRecord[];
}

/** Returns undefined if there is no such file yet. Throws a clear error if the file is not a sandbox's. */
export function readDataFile(file: string): DataSet | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return undefined;
    throw unusable(file, error);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw unusable(file, error);
  }
  if (!isDataSet(content)) throw unusable(file, new Error('it is not the data of a sandbox with format version 1'));
  return content;
}

/** Writes beside the file and renames, so that a crash leaves either the old state or the new one. */
export function writeDataFile(file: string, data: DataSet): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    const advice = 'Name a file in a folder that exists and is yours.';
    throw new Error(`The data file "${file}" cannot be written. ${advice} Cause: ${failureMessage(error)}`, {
      cause: error,
    });
  }
}

function isDataSet(content: unknown): content is DataSet {
  return (
    isPlainObject(content) &&
    content.formatVersion === 1 &&
    typeof content.apiKey === 'string' &&
    typeof content.externalId === 'string' &&
    isPlainObject(content.awsAccountIds) &&
    Array.isArray(content.registries) &&
    content.registries.every(isRecord)
  );
}

function isRecord(entry: unknown): boolean {
  return (
    isPlainObject(entry) &&
    typeof entry.uid === 'string' &&
    typeof entry.name === 'string' &&
    (entry.kind === 'basic' || entry.kind === 'ecr') &&
    isPlainObject(entry.spec) &&
    isPlainObject(entry.sync) &&
    Array.isArray(entry.packs)
  );
}

function unusable(file: string, cause: unknown): Error {
  const reason = failureMessage(cause);
  const advice = 'Move the file away to start with an empty sandbox, or name another file.';
  return new Error(`The data file "${file}" cannot be used. ${advice} Cause: ${reason}`, { cause });
}
