import { ECR_PUBLIC_HOSTS, ecrHosts, hostLines, squidRules, undocumentedNotes, withoutCovered } from '../../src/aws';

const named = (...hosts: string[]) => hosts.map((host) => ({ host }));

test('a plain list has one host a line', () => {
  expect(hostLines(named('*.dkr.ecr.us-east-1.amazonaws.com', 'public.ecr.aws'))).toBe(
    '*.dkr.ecr.us-east-1.amazonaws.com\npublic.ecr.aws\n',
  );
});

test('the rules for squid let TLS tunnels to the hosts through, and nothing else', () => {
  expect(squidRules(named('*.dkr.ecr.us-east-1.amazonaws.com', 'public.ecr.aws'), 'Amazon ECR'))
    .toBe(`# Amazon ECR. Include this file in squid.conf, above the line: http_access deny all
acl amazon_ecr dstdomain -n .dkr.ecr.us-east-1.amazonaws.com
acl amazon_ecr dstdomain -n public.ecr.aws
acl amazon_ecr_https port 443
acl amazon_ecr_tunnel method CONNECT
http_access allow amazon_ecr_tunnel amazon_ecr_https amazon_ecr
`);
});

test.each([
  [['a.example', 'a.example'], ['a.example']],
  [['1.dkr.example', '*.dkr.example', '2.dkr.example'], ['*.dkr.example']],
  [['*.dkr.example', '*.dkr.example'], ['*.dkr.example']],
  [
    ['dkr.example', '*.dkr.example'],
    ['dkr.example', '*.dkr.example'],
  ],
  [
    ['1dkr.example', '*.dkr.example'],
    ['1dkr.example', '*.dkr.example'],
  ],
])('%j without what is covered is %j', (hosts, expected) => {
  expect(withoutCovered(named(...hosts)).map(({ host }) => host)).toEqual(expected);
});

test('each host that AWS does not document has a note', () => {
  const hosts = ecrHosts({ region: 'eusc-de-east-1' });
  if ('problem' in hosts) throw new Error(hosts.problem);
  expect(undocumentedNotes([...hosts, ...ECR_PUBLIC_HOSTS])).toEqual([
    'AWS does not document "prod-eusc-de-east-1-starport-layer-bucket.s3.eusc-de-east-1.amazonaws.eu"; it is derived from ' +
      'the bucket\'s name in the Amazon ECR User Guide, "Minimum Amazon S3 Bucket Permissions for Amazon ECR", and Amazon ' +
      "S3's rule for host names.",
    'AWS does not document "d5l0dvt14r5h8.cloudfront.net"; it is observed in public allowlists.',
    'AWS does not document "d2glxqk2uabbnd.cloudfront.net"; it is observed in public allowlists.',
  ]);
});
