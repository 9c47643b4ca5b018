import { invalidQuery } from '../error-answers';
import { newUid } from '../identifiers';

/** Creates, validates and syncs are answered with the uid of their line in the audit log. */
export function auditUid(): Record<string, string> {
  return { AuditUid: newUid() };
}

/** A boolean of the query; default false. Throws ApiError 400 for any other word. */
export function queryFlag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? '';
  if (!['', 'true', 'false'].includes(text)) throw invalidQuery(`${name} in query must be of type boolean: "${text}"`);
  return text === 'true';
}
