import { ecrVpcEndpointServices, placeOfRegion } from '../../src/aws';

test.each([
  ['us-east-1', 'com.amazonaws', 'com.amazonaws'],
  ['us-gov-west-1', 'com.amazonaws', 'com.amazonaws'],
  ['cn-north-1', 'cn.com.amazonaws', 'cn.com.amazonaws'],
  ['eusc-de-east-1', 'eu.amazonaws', 'com.amazonaws'],
  ['us-iso-east-1', 'gov.ic.c2s', 'com.amazonaws'],
  ['us-isob-east-1', 'gov.sgov.sc2s', 'com.amazonaws'],
  ['us-isof-south-1', 'gov.ic.hci.csp', 'com.amazonaws'],
  ['eu-isoe-west-1', 'uk.adc-e.cloud', 'com.amazonaws'],
])('the services of %s begin with %s, that of STS with %s, and the gateway to S3 as everywhere', (region, ecr, sts) => {
  const place = placeOfRegion(region);
  if ('problem' in place) throw new Error(place.problem);
  expect(ecrVpcEndpointServices(place)).toEqual({
    api: `${ecr}.${region}.ecr.api`,
    registry: `${ecr}.${region}.ecr.dkr`,
    sts: `${sts}.${region}.sts`,
    s3: `com.amazonaws.${region}.s3`,
  });
});
