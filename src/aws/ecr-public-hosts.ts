import { type EcrHost } from './ecr-hosts';

const GUIDE = 'Amazon ECR Public User Guide, "Making requests to Amazon ECR Public registries"';
const REFERENCE = 'AWS General Reference, "Amazon ECR Public endpoints and quotas"';
const OBSERVED = 'observed in public allowlists';
const LAYERS = 'Amazon CloudFront: the charts themselves and all other layers of ECR Public';

/** ECR Public has one registry for the world. It exists in the partition "aws" only, and does not use starport. */
export const ECR_PUBLIC_HOSTS: readonly EcrHost[] = [
  host('public.ecr.aws', 'Registry: login, manifests, lists of tags', GUIDE),
  host('ecr-public.aws.com', 'Registry on IPv6: login, manifests, lists of tags', GUIDE),
  // The API answers in us-east-1, whatever region a client is in.
  host('api.ecr-public.us-east-1.amazonaws.com', 'API of Amazon ECR Public: tokens for the login', REFERENCE),
  { ...host('d5l0dvt14r5h8.cloudfront.net', LAYERS, OBSERVED), documented: false },
  { ...host('d2glxqk2uabbnd.cloudfront.net', LAYERS, OBSERVED), documented: false },
];

/** The registries of ECR Public, of which a client uses one. */
const REGISTRIES: readonly string[] = ['public.ecr.aws', 'ecr-public.aws.com'];

/** What a client of one of the two registries needs. */
export function ecrPublicHostsOf(registry: string): readonly EcrHost[] {
  return ECR_PUBLIC_HOSTS.filter((allowed) => allowed.host === registry || !REGISTRIES.includes(allowed.host));
}

/** What no list of hosts can settle; to be shown wherever `ECR_PUBLIC_HOSTS` is. */
export const ECR_PUBLIC_NOTE =
  'AWS does not document from which CloudFront hosts ECR Public serves layers. The ones given were observed and may ' +
  'change; only "*.cloudfront.net" would cover all, and that also allows every other site on CloudFront. In a ' +
  'restricted network, copy the charts to a private registry instead.';

function host(name: string, purpose: string, source: string): EcrHost {
  return { host: name, port: 443, purpose, variant: 'public', documented: true, source };
}
