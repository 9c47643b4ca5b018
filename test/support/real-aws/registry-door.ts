import { type Moto } from '../moto';
import { permits } from './moto-doors';
import { type Answer, jsonAnswer, type Question, relay, type Upstream, without } from './relay';
import { type Tokens } from './tokens';

export interface RegistryDoor {
  /** Who may do what. */
  readonly moto: Moto;
  /** The buckets. */
  readonly s3: Moto;
  readonly tokens: Tokens;
  readonly registry: Upstream;
  /** `arn:aws:ecr:<region>:<account>:repository/` */
  readonly repositories: string;
}

/** Small, so that every list has several pages. */
const PAGE = 2;

/**
 * /v2 of an Amazon ECR: a token says who asks, the policies of that one decide, and docker-registry answers. Which action
 * a request needs: Amazon ECR User Guide, "Private registry authentication" and "Actions, resources, and condition keys".
 * That a list of all repositories needs ecr:DescribeRepositories is not in there; it is what that API call needs.
 */
export async function answerRegistry(door: RegistryDoor, question: Question): Promise<Answer> {
  const owner = door.tokens.ownerOf(question.headers.authorization);
  if (owner === 'none' || owner === 'unknown') return unauthorized(question);
  if (owner === 'expired') return denied('Your authorization token has expired. Reauthenticate and try again.');
  const need = needOf(question);
  if (need !== undefined) {
    const resource = door.repositories + need.repository;
    const { permitted, principal } = await permits(door.moto, owner, need.action, resource);
    if (!permitted) {
      const because = `because no identity-based policy allows the ${need.action} action`;
      return denied(
        `User: ${principal} is not authorized to perform: ${need.action} on resource: ${resource} ${because}`,
      );
    }
  }
  return relay(door.registry, asked(question));
}

function needOf({ method, path }: Question): { readonly action: string; readonly repository: string } | undefined {
  const name = new URL(path, 'https://registry').pathname.replace(/^\/v2\//, '');
  if (name === '') return undefined;
  if (name === '_catalog') return { action: 'ecr:DescribeRepositories', repository: '*' };
  const [, repository = '', kind = ''] = /^(.+)\/(tags|manifests|blobs)\//.exec(name) ?? [];
  const isRead = method === 'GET' || method === 'HEAD';
  const actions: Readonly<Record<string, string>> = {
    tags: 'ecr:ListImages',
    manifests: 'ecr:BatchGetImage',
    blobs: 'ecr:GetDownloadUrlForLayer',
  };
  return { action: (isRead && actions[kind]) || 'ecr:PutImage', repository };
}

/** The registry behind believes nobody but this door, and must name itself as the client sees it. */
function asked(question: Question): Question {
  const headers = without(question.headers, ['authorization']);
  const path = question.path.startsWith('/v2/_catalog') ? question.path.replace(/n=\d+/, `n=${PAGE}`) : question.path;
  return { ...question, path, headers: { ...headers, 'x-forwarded-proto': 'https' } };
}

function unauthorized({ headers }: Question): Answer {
  const challenge = `Basic realm="https://${headers.host}/",service="ecr.amazonaws.com"`;
  const errors = [{ code: 'UNAUTHORIZED', message: 'Not Authorized' }];
  return jsonAnswer(401, { errors }, { 'www-authenticate': challenge });
}

function denied(message: string): Answer {
  return jsonAnswer(403, { errors: [{ code: 'DENIED', message }] });
}
