/** What must not compile. `tsc` proves it, because an `@ts-expect-error` without an error is one. Never run. */
import { type Construct } from 'constructs';
import { type IOciHelmRegistry, OciHelmRegistry, OciRegistry, PaletteProvider, RegistryAuth } from '../../lib';

declare const stack: Construct;
declare const reference: IOciHelmRegistry;
const endpoint = 'https://harbor.example.com';
const auth = RegistryAuth.anonymous();

// @ts-expect-error: only the factories know which combinations Palette takes
new RegistryAuth(() => ({}));
// @ts-expect-error: what a factory made is closed
auth.blocksFor(stack);
// @ts-expect-error: an object that looks like authentication is none
new OciHelmRegistry(stack, 'a', { endpoint, auth: { basic: { username: 'robot' } } });

// @ts-expect-error: anonymous takes no credentials
RegistryAuth.anonymous({ username: 'robot' });
// @ts-expect-error: a user name needs a password
RegistryAuth.basic({ username: 'robot' });
// @ts-expect-error: a password needs a user name
RegistryAuth.basic({ password: 'x' });
// @ts-expect-error: user name and password, or a token
RegistryAuth.basic({ username: 'robot', password: 'x', token: 'y' });
// @ts-expect-error: a token stands without a user name
RegistryAuth.token({ username: 'robot', token: 'x' });
// @ts-expect-error: the version belongs to the token
RegistryAuth.token({ token: 'x', passwordVersion: 1 });
// @ts-expect-error: a public ECR takes no credentials
RegistryAuth.ecrPublic({ accessKey: 'AKIA', secretKey: 'x' });
// @ts-expect-error: an access key needs its secret
RegistryAuth.ecrAccessKey({ accessKey: 'AKIA' });
// @ts-expect-error: an access key, or a role
RegistryAuth.ecrAccessKey({ accessKey: 'AKIA', secretKey: 'x', roleArn: 'arn:aws:iam::123456789012:role/r' });
// @ts-expect-error: a role is assumed with the tenant's external ID
RegistryAuth.ecrAssumeRole({ roleArn: 'arn:aws:iam::123456789012:role/r' });
// @ts-expect-error: a role, or an access key
RegistryAuth.ecrAssumeRole({ roleArn: 'arn:aws:iam::123456789012:role/r', externalId: 'id', secretKey: 'x' });
// @ts-expect-error: a role is named with the external ID that it trusts
RegistryAuth.ecrRole({ roleArn: 'arn:aws:iam::123456789012:role/r' });
// @ts-expect-error: a user has an access key, not a role
RegistryAuth.ecrUser({ roleArn: 'arn:aws:iam::123456789012:role/r', externalId: 'id' });

// @ts-expect-error: no default says how Palette logs in
new OciHelmRegistry(stack, 'b', { endpoint });
// @ts-expect-error: no default says where the registry is
new OciHelmRegistry(stack, 'c', { auth });
// @ts-expect-error: several paths are a list, not one text
new OciHelmRegistry(stack, 'd', { endpoint, auth, baseContentPaths: 'a,b' });
// @ts-expect-error: a Helm registry is of provider type helm
new OciHelmRegistry(stack, 'e', { endpoint, auth, providerType: 'zarf' });
// @ts-expect-error: credentials go through auth
new OciHelmRegistry(stack, 'f', { endpoint, auth, basic: {} });
// @ts-expect-error: the certificate's name is that of the resource
new OciHelmRegistry(stack, 'g', { endpoint, auth, tls: { ca: 'PEM' } });

// @ts-expect-error: a reference is read, not managed
reference.resource.addOverride('name', 'other');
// @ts-expect-error: a reference needs to know what to look up
OciHelmRegistry.fromRegistryId(stack, 'h');
// @ts-expect-error: a registry of the binding has a name
new OciRegistry(stack, 'i', { endpoint, basic: {} });
// @ts-expect-error: registries belong to the tenant, not to a project
new PaletteProvider(stack, 'palette', { projectUid: 'uid' });
