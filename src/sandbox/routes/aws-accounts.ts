import { type SandboxContext } from '../context';
import { invalidQuery } from '../error-answers';
import { type Route } from '../router';

/** The account from which Palette assumes roles, and the tenant's external ID; generated once for each set of data, or given. */
export function awsAccountRoutes({ store, awsAccountId }: SandboxContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/clouds/aws/account/sts',
      handle: ({ query }) => {
        const partition = query.get('partition') || 'aws';
        if (partition !== 'aws' && partition !== 'aws-us-gov') {
          throw invalidQuery(`partition in query should be one of [aws aws-us-gov]: "${partition}"`);
        }
        const { awsAccountIds, externalId } = store.data;
        return { status: 200, body: { accountId: awsAccountId ?? awsAccountIds[partition], externalId, partition } };
      },
    },
  ];
}
